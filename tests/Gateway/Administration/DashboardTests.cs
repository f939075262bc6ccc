using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using StreamVerse.Gateway.Tests.Hosts;
using StreamVerse.Grains.Tests;

namespace StreamVerse.Gateway.Tests.Administration;

/// <summary>Orleans' dashboard at <c>/admin/cluster</c>.</summary>
public sealed class DashboardTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    [Fact]
    public async Task Get_Counters_KnowTheSiloAndItsGrains()
    {
        // The dashboard counts every now and then, and shows what it counted last.
        await Eventually.HoldsAsync(async () =>
        {
            var counters = await host.Client.GetFromJsonAsync<JsonElement>("/admin/cluster/DashboardCounters", TestContext.Current.CancellationToken);
            return counters.GetProperty("totalActiveHostCount").GetInt32() == 1
                && counters.GetProperty("simpleGrainStats").EnumerateArray().Any(static kind => kind.GetProperty("grainType").GetString()!.Contains("SweeperGrain", StringComparison.Ordinal));
        }, "the dashboard has counted the silo and its grains");
    }

    /// <summary>The profile of calls is off until somebody looks, and calls pass by it until then.</summary>
    [Fact]
    public async Task Get_TopGrainMethods_AfterTheFirstLook_HasTheCallsMadeSince()
    {
        await Eventually.HoldsAsync(async () =>
        {
            var methods = await host.Client.GetFromJsonAsync<JsonElement>("/admin/cluster/TopGrainMethods", TestContext.Current.CancellationToken);
            using var missing = await host.Client.GetAsync($"/v1/titles/{Guid.NewGuid():N}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
            return methods.GetProperty("errors").EnumerateArray().Any(static call => call.GetProperty("grain").GetString()!.Contains("TitleGrain", StringComparison.Ordinal));
        }, "the dashboard shows that calls of a title's grain failed");
    }

    /// <summary>Each would cost every call of every grain.</summary>
    [Fact]
    public void Instruments_OfASiloWithADashboard_AreReadByNobody()
    {
        Assert.NotNull(host.Client);
        var instruments = new List<Instrument>();
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == "Microsoft.Orleans")
            {
                instruments.Add(instrument);
            }
        };
        listener.Start();
        Assert.NotEmpty(instruments);
        Assert.DoesNotContain(instruments, static instrument => instrument.Enabled);
    }
}
