using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ChatCommerce.Benchmarks.World;
using Npgsql;

namespace ChatCommerce.Benchmarks.Sustaining;

/// <summary>
/// The yardstick: how many turns a second PostgreSQL takes from <c>pgbench</c> when nobody thinks, by the script <c>turn.pgbench.sql</c>
/// beside this file, as the app role, over the same conversations and with texts of a turn that the program ran.
/// </summary>
internal static partial class Pgbench
{
    public const string Line = "show my cart";
    private const int Clients = 16, Seconds = 12;

    /// <summary>Null when there is no pgbench here.</summary>
    public static async Task<double?> TurnsPerSecond(BenchDatabase database, Guid tenant)
    {
        if (Find() is not { } program)
        {
            Console.WriteLine("pgbench is not on this machine: there is no yardstick for sustained turns.");
            return null;
        }

        await Prepare(database, tenant);
        var conversations = await database.Count("select count(*) from bench_conversation");
        var account = (await database.Ask($"select id from channel_account where tenant_id = '{tenant}' and kind = 'web_chat'", r => r.GetGuid(0)))[0];
        var connection = new NpgsqlConnectionStringBuilder(database.Sources.AppConnection);
        var start = new ProcessStartInfo(program,
        [
            "-h", connection.Host!, "-p", connection.Port.ToString(CultureInfo.InvariantCulture), "-U", connection.Username!, "-n", "-M", "prepared",
            "-c", $"{Clients}", "-j", "2", "-T", $"{Seconds}", "-D", $"tenant={tenant}", "-D", $"account={account}", "-D", $"conversations={conversations}",
            "-f", Path.Combine(AppContext.BaseDirectory, "turn.pgbench.sql"), connection.Database!,
        ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = connection.Password;
        // The tenant of the session, for the one statement that reads what the program knows beforehand; the others set it as the program does.
        start.Environment["PGOPTIONS"] = $"-c app.tenant_id={tenant}";
        using var running = Process.Start(start)!;
        var trouble = running.StandardError.ReadToEndAsync();
        var said = await running.StandardOutput.ReadToEndAsync();
        await running.WaitForExitAsync();
        return Tps.Match(said) is { Success: true } tps && running.ExitCode == 0
            ? double.Parse(tps.Groups["tps"].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench failed: {await trouble}");
    }

    // Texts as the program wrote them for that line, so that what is stored has the same size.
    private static async Task Prepare(BenchDatabase database, Guid tenant)
    {
        await database.Run("analyze");
        await database.Run($"""
        drop table if exists bench_conversation, bench_text;
        create table bench_conversation as
            select row_number() over ()::int as n, id, contact_id as contact, thread_key as thread from conversation where tenant_id = '{tenant}' and control = 'bot';
        alter table bench_conversation add primary key (n);
        create table bench_text as
            select e.event::text as event, convert_from(e.raw, 'utf8') as raw, said.content::text as content, shown.body::text as activity, c.state::text as state,
                (select jsonb_agg(jsonb_build_object('n', n, 'kind', kind, 'name', name, 'content', content))::text from step s
                    where s.tenant_id = t.tenant_id and s.turn_id = t.id) as steps,
                jsonb_build_array(jsonb_build_object('text', m.text, 'content', m.content, 'class', o.class))::text as answer
            from message said
            join conversation c on c.tenant_id = said.tenant_id and c.id = said.conversation_id
            join inbound_event e on e.tenant_id = said.tenant_id and e.conversation_id = c.id and e.seq = said.seq
            join turn t on t.tenant_id = said.tenant_id and t.conversation_id = c.id and t.first_seq = said.seq
            join message m on m.tenant_id = said.tenant_id and m.turn_id = t.id
            join outbox o on o.tenant_id = said.tenant_id and o.message_id = m.id
            join activity shown on shown.tenant_id = said.tenant_id and shown.conversation_id = c.id and shown.watermark = c.last_watermark
            where said.tenant_id = '{tenant}' and said.author = 'customer' and said.text = '{Line}'
            order by said.created_at desc limit 1;
        grant select on bench_conversation, bench_text to public;
        analyze bench_conversation, bench_text;
        """);
    }

    private static string? Find() => Environment.GetEnvironmentVariable("PGBENCH") is { Length: > 0 } given ? given
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(f => Path.Combine(f, "pgbench")).FirstOrDefault(File.Exists);

    [GeneratedRegex(@"^tps = (?<tps>[\d.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Tps { get; }
}
