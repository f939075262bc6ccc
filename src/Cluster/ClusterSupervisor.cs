using System.Diagnostics;
using System.Runtime.CompilerServices;
using StreamVerse.Cluster.Control;
using StreamVerse.Cluster.Processes;
using StreamVerse.Cluster.Programs;
using StreamVerse.Cluster.Stores;

namespace StreamVerse.Cluster;

/// <summary>Starts a cluster's processes in order, keeps them running, and ends them in the reverse order.</summary>
internal sealed class ClusterSupervisor : IAsyncDisposable
{
    private const string Stopping = "stopping";
    private const string Ending = "the cluster is ending.";
    private static readonly TimeSpan s_readyPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);

    private readonly ClusterSettings _settings;
    private readonly ClusterFolder _folder;
    private readonly PortPlan _ports;
    private readonly ChildHouse _house;
    private readonly Action<string> _report;
    private readonly HealthClient _health = new();
    private readonly AdminClient _admin;
    private readonly StatusReporter _reporter;
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly CancellationTokenSource _ending = new();
    private readonly long _startedAt = Stopwatch.GetTimestamp();

    // Changed by whoever holds _changing.
    private readonly MemberList _silos = new();
    private readonly MemberList _gateways = new();
    private readonly MemberList _workers = new();
    private volatile IReadOnlyList<IClusterStore> _stores = [];
    private volatile string _state = "starting";
    private bool _isEnded;
    private readonly string _adminToken;
    private readonly ProgramVersions _versions;
    private ProgramPlan? _plan;

    public ClusterSupervisor(ClusterSettings settings, ClusterFolder folder, PortPlan ports, Action<string> report)
    {
        _settings = settings;
        _folder = folder;
        _ports = ports;
        _report = report;
        _house = new ChildHouse(folder, TimeProvider.System, report);
        _adminToken = AdminToken.ReadOrCreate(folder);
        _admin = new AdminClient(_adminToken);
        _versions = new ProgramVersions(folder.File("programs"));
        _reporter = new StatusReporter(_health, _admin);
    }

    /// <summary>Starts everything; returns when all of it is ready, or has had its time.</summary>
    /// <exception cref="IOException">Something cannot be started at all.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            await StartStoresAsync(cancellationToken);
            var plan = new ProgramPlan(_settings, _ports, _folder, _stores.SelectMany(static store => store.Settings).ToDictionary(), _adminToken, Environment.ProcessorCount, _versions.Take);
            await RunOnceAsync(plan.Migration(), cancellationToken);
            _report("The tables and buckets are there.");
            PlaybackKeys.CreateIfMissing(_folder.Key("playback.json"));
            _plan = plan;
            await _silos.GrowAsync(_settings.Silos, AddSiloAsync, cancellationToken);
            await _gateways.GrowAsync(_settings.Gateways, (number, _) => StartMemberAsync(number, () => plan.Gateway(number), plan.GatewayUrl(number)), cancellationToken);
            await _workers.GrowAsync(_settings.Workers, AddWorkerAsync, cancellationToken);
            _versions.RemoveOthers();
            await ReadyAsync([.. _silos.All, .. _gateways.All, .. _workers.All], cancellationToken);
            _state = "running";
        }
        finally
        {
            _changing.Release();
        }
    }

    public async Task<ClusterStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        var stores = StatusReporter.StoresAsync(_stores, cancellationToken);
        var silos = _reporter.SilosAsync(_silos.All, _ports, _stores.OfType<PostgresStore>().FirstOrDefault(), cancellationToken);
        var gateways = _reporter.ProgramsAsync(_gateways.All, cancellationToken);
        var workers = _reporter.ProgramsAsync(_workers.All, cancellationToken);
        var (grains, fleet) = await _reporter.InsideAsync(await gateways, cancellationToken);
        return new ClusterStatus(_state, Environment.ProcessId, _folder.Path, Stopwatch.GetElapsedTime(_startedAt).TotalSeconds, await silos, await gateways, await workers, await stores, grains, fleet);
    }

    /// <summary>Starts or ends silos and workers, the latest first; returns when the new ones are ready and the others are gone.</summary>
    public async Task<ScaleAnswer> ScaleAsync(ScaleRequest request, CancellationToken cancellationToken)
    {
        var error = FindError(request);
        if (error is null)
        {
            using var going = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ending.Token);
            try
            {
                await ResizeAllAsync(request, going.Token);
            }
            catch (IOException exception)
            {
                error = exception.Message;
            }
            catch (OperationCanceledException) when (_ending.IsCancellationRequested)
            {
                error = Ending;
            }
        }

        return new ScaleAnswer(_silos.All.Count, _workers.All.Count, error);
    }

    /// <summary>Starts processes anew one after the other, from what is on the disk now; for silos, the stores are brought to that first.</summary>
    public async IAsyncEnumerable<RestartStep> RestartAsync(RestartRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (FindError(new ScaleRequest(null, null)) is { } error)
        {
            yield return new RestartStep(error, IsFault: true);
            yield break;
        }

        using var going = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ending.Token);
        await _changing.WaitAsync(going.Token);
        try
        {
            var names = new MemberNames(NamesOf(_silos.All), NamesOf(_gateways.All), NamesOf(_workers.All));
            if (names.FindFault(request.Names) is { } fault)
            {
                yield return new RestartStep(fault, IsFault: true);
                yield break;
            }

            var members = _silos.All.Concat(_gateways.All).Concat(_workers.All).ToDictionary(static member => member.Child.Name);
            var wanted = names.Resolve(request.Names).Select(name => members[name]).ToList();
            if (wanted.Any(_silos.All.Contains))
            {
                var migrated = await MigrateAsync(going.Token);
                yield return migrated;
                if (migrated.IsFault)
                {
                    yield break;
                }
            }

            await foreach (var step in new RollingRestart(LookAsync, s_readyPatience, TimeProvider.System).RunAsync(wanted, going.Token))
            {
                _report(step.Line);
                yield return step;
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>
    /// Ends everything: workers give their work back, gateways finish their answers, silos hand over, stores write down. What is
    /// being changed goes no further.
    /// </summary>
    public async Task EndAsync()
    {
        _state = Stopping;
        await _ending.CancelAsync();
        await _changing.WaitAsync();
        try
        {
            if (_isEnded)
            {
                return;
            }

            var ending = new OrderlyEnd(_report);
            foreach (var (name, members) in new[] { ("workers", _workers.All), ("gateways", _gateways.All), ("silos", _silos.All) })
            {
                await ending.EndAsync($"{members.Count} {name}", [.. members.Select(static member => member.Child)]);
            }

            await ending.EndAsync("the stores", _stores);
            _isEnded = true;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Ends everything, unless that is done, and lets go of what it took.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _house.Dispose();
        _health.Dispose();
        _admin.Dispose();
        _ending.Dispose();
    }

    private string? FindError(ScaleRequest request) => _plan is null ? "the cluster is still starting; try again when it is ready."
        : request.Silos is < 1 or > PortPlan.MaxSilos ? $"--silos must be between 1 and {PortPlan.MaxSilos}."
        : request.Workers is < 0 or > PortPlan.MaxWorkers ? $"--workers must be between 0 and {PortPlan.MaxWorkers}."
        : _state == Stopping ? Ending
        : null;

    private async Task StartStoresAsync(CancellationToken cancellationToken)
    {
        var postgres = new PostgresStore(_house, _ports.Postgres);
        _stores = [postgres];
        var objects = new CephStore(_house, _ports.ObjectMonitor, _ports.ObjectGateway);
        _stores = [postgres, objects];
        var cache = new RedisStore(_house, _ports.Redis);
        _stores = [postgres, objects, cache];
        await Task.WhenAll(_stores.Select(async store =>
        {
            _report($"Starting {store.Name} at {store.Address}");
            await store.StartAsync(cancellationToken);
            _report($"{store.Name} is ready.");
        }));
    }

    private Task<Member> AddSiloAsync(int number, CancellationToken cancellationToken) => StartMemberAsync(number, () => _plan!.Silo(number), _plan!.SiloUrl(number));

    private async Task<Member> AddWorkerAsync(int number, CancellationToken cancellationToken)
    {
        var path = _folder.Key(ProgramPlan.WorkerName(number));
        if (!File.Exists(path))
        {
            SecretFile.Write(path, (await RunOnceAsync(_plan!.WorkerCredential(number), cancellationToken)).Trim());
        }

        var credential = (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
        return await StartMemberAsync(number, () => _plan!.Worker(number, credential), _plan!.WorkerUrl(number));
    }

    private async Task<Member> StartMemberAsync(int number, Func<ChildDefinition> define, Uri url)
    {
        var definition = define();
        _report($"Starting {definition.Name} at {url.Authority}");
        var child = new Child(definition, _house);
        await child.StartAsync();
        return new Member(number, child, url, define);
    }

    private async Task ResizeAllAsync(ScaleRequest request, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            await ResizeAsync(_silos, request.Silos ?? _silos.All.Count, AddSiloAsync, cancellationToken);
            await ResizeAsync(_workers, request.Workers ?? _workers.All.Count, AddWorkerAsync, cancellationToken);
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task ResizeAsync(MemberList members, int count, Func<int, CancellationToken, Task<Member>> add, CancellationToken cancellationToken)
    {
        var before = members.All.Count;
        if (count < before)
        {
            await members.ShrinkAsync(count, member => _report($"Ending {member.Child.Name}"));
            return;
        }

        // Who asked may go: the rest is started all the same, unless everything ends.
        await members.GrowAsync(count, add, _ending.Token);
        await ReadyAsync([.. members.All.Skip(before)], cancellationToken);
    }

    private async Task ReadyAsync(IReadOnlyList<Member> members, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_readyPatience);
        await Task.WhenAll(members.Select(async member =>
        {
            try
            {
                while (!(await member.AskAsync(_health, limit.Token)).IsReady)
                {
                    await Task.Delay(s_look, limit.Token);
                }

                _report($"{member.Child.Name} is ready.");
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                _report($"{member.Child.Name} is not ready within {s_readyPatience.TotalMinutes:0} minutes; 'cluster status' says why, its log is {_folder.LogPath}/{member.Child.Name}.log.");
            }
        }));
    }

    private static IReadOnlyList<string> NamesOf(IReadOnlyList<Member> members) => [.. members.Select(static member => member.Child.Name)];

    /// <summary>A silo of a newer version refuses tables of an older one; the older silos go on with those of the newer.</summary>
    private async Task<RestartStep> MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunOnceAsync(_plan!.Migration(), cancellationToken);
            return new RestartStep("The tables and buckets are as the version on the disk needs them.");
        }
        catch (IOException exception)
        {
            return new RestartStep(exception.Message, IsFault: true);
        }
    }

    private async Task<ProcessStatus> LookAsync(Member member, CancellationToken cancellationToken) => _silos.All.Contains(member)
        ? (await _reporter.SilosAsync([member], _ports, _stores.OfType<PostgresStore>().FirstOrDefault(), cancellationToken))[0]
        : (await _reporter.ProgramsAsync([member], cancellationToken))[0];

    private static Task<string> RunOnceAsync(ChildDefinition definition, CancellationToken cancellationToken) =>
        Tool.RunAsync(definition.Program, definition.Arguments, definition.Environment, cancellationToken);
}
