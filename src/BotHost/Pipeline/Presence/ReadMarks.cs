using System.Threading.Channels;
using ChatCommerce.Platform.Messages;
using Npgsql;

namespace ChatCommerce.BotHost.Pipeline.Presence;

/// <summary>Marks messages as read apart from those who read them: a turn or a page of the inbox only says so here. What does not fit is forgotten.</summary>
internal sealed class ReadMarks(ShowPresence presence, ILogger<ReadMarks> log) : BackgroundService
{
    private const int Workers = 4;

    private readonly Channel<(Attendance Here, ChannelAccountId? Account)> seen =
        Channel.CreateBounded<(Attendance, ChannelAccountId?)>(new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <param name="account">Where the caller knows it.</param>
    public void Saw(Attendance here, ChannelAccountId? account = null) => seen.Writer.TryWrite((here, account));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Work(stoppingToken)));

    private async Task Work(CancellationToken ct)
    {
        await foreach (var (here, account) in seen.Reader.ReadAllAsync(ct))
        {
            try
            {
                await presence.MarkRead(here, account, ct);
            }
            catch (NpgsqlException e)
            {
                log.LogWarning("A message could not be marked as read, the database is away: {Reason}", e.Message);
            }
        }
    }
}
