using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using StreamVerse.Storage.Relational.GrainStorage;

namespace StreamVerse.Storage.Relational.Sqlite;

/// <summary>The relational store in a file: one writer, many readers, none of which waits for another (WAL).</summary>
internal sealed class SqliteStore : IRelationalStore
{
    private const int MaxReaders = 16;
    private readonly RelationalOptions _options;
    private readonly string _path;
    private readonly SqliteWriter _writer;
    private readonly ConcurrentBag<SqliteSession> _idleReaders = [];
    private readonly SemaphoreSlim _readers = new(MaxReaders);

    public SqliteStore(IOptions<RelationalOptions> options)
    {
        _options = options.Value;
        _path = Path.GetFullPath(_options.Path!);
        _writer = new SqliteWriter(() => OpenToWrite(_options));
    }

    public string Store => "relational store";

    public string Setting => SqliteErrors.Setting;

    public SqlDialect Dialect => SqliteDialect.Instance;

    public static string ConnectionString(RelationalOptions options) => new SqliteConnectionStringBuilder
    {
        DataSource = Path.GetFullPath(options.Path!),
        Pooling = false,
        DefaultTimeout = (int)options.CommandTimeout.TotalSeconds,
    }.ConnectionString;

    /// <summary>Opens the file, made if need be, for a writer.</summary>
    public static SqliteSession OpenToWrite(RelationalOptions options)
    {
        var session = Open(options);
        try
        {
            session.UseWriteAheadLog();
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public Task<bool> WriteRowAsync(RowChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _writer.WriteAsync(session => SqliteRowWriter.Write(session, change), cancellationToken);
    }

    public Task<int> ExecuteAsync(string sql, IReadOnlyList<SqlValue> parameters, CancellationToken cancellationToken) =>
        _writer.WriteAsync(session => session.Execute(sql, parameters), cancellationToken);

    public async Task<List<T>> QueryAsync<T>(
        string sql, IReadOnlyList<SqlValue> parameters, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await _readers.WaitAsync(cancellationToken);
        try
        {
            // Off the caller's scheduler: a cold read waits for the disk.
            return await Task.Run(() => Query(sql, parameters, read), cancellationToken);
        }
        finally
        {
            _readers.Release();
        }
    }

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(_path))
        {
            throw new StoreUnavailableException(Store, SqliteErrors.Setting, "its file is not there; run the migrations.");
        }

        await ExecuteAsync("UPDATE platform_outbox SET published = published WHERE id = ''", [], cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        while (_idleReaders.TryTake(out var session))
        {
            session.Dispose();
        }

        _readers.Dispose();
    }

    private List<T> Query<T>(string sql, IReadOnlyList<SqlValue> parameters, Func<DbDataReader, T> read)
    {
        SqliteSession? session = null;
        try
        {
            session = _idleReaders.TryTake(out var idle) ? idle : Open(_options);
            List<T> rows = [];
            using (var reader = session.Read(sql, parameters))
            {
                while (reader.Read())
                {
                    rows.Add(read(reader));
                }
            }

            _idleReaders.Add(session);
            return rows;
        }
        catch (Exception exception)
        {
            session?.Dispose();
            if (SqliteErrors.AsUnavailable(exception) is { } unavailable)
            {
                throw unavailable;
            }

            throw;
        }
    }

    private static SqliteSession Open(RelationalOptions options)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Path!))!);
        return new SqliteSession(ConnectionString(options), options.CommandTimeout);
    }
}
