using System.Net.Sockets;
using ChatCommerce.Platform.Database;
using Npgsql;

namespace ChatCommerce.BotHost.Hosting;

/// <summary><c>/healthz</c>: the process answers. <c>/readyz</c>: the database answers, its migrations are ours, the scheduler runs.</summary>
internal sealed class Readiness(DataSources sources, IEnumerable<IReadyPart> parts)
{
    private volatile bool started;

    /// <summary>Called when the start checks have passed and, in a demo, the shops are loaded.</summary>
    public void Started() => started = true;

    public async Task<IReadOnlyDictionary<string, string>> Problems(CancellationToken ct)
    {
        Dictionary<string, string> problems = new(StringComparer.Ordinal);
        if (!started)
        {
            problems["start"] = "The program is still starting.";
        }

        try
        {
            await using var connection = await sources.System.OpenConnectionAsync(ct);
            await StartChecks.Migrations(connection, ct);
        }
        catch (StartRefused refused)
        {
            problems["migrations"] = refused.Message;
        }
        catch (Exception away) when (away is NpgsqlException or SocketException or TimeoutException)
        {
            problems["database"] = "PostgreSQL does not answer.";
        }

        foreach (var part in parts)
        {
            if (part.Problem is { } problem)
            {
                problems[part.Name] = problem;
            }
        }

        return problems;
    }
}

/// <summary>A part of the program that must run before it is ready.</summary>
internal interface IReadyPart
{
    string Name { get; }

    /// <summary>Null when all is well.</summary>
    string? Problem { get; }
}
