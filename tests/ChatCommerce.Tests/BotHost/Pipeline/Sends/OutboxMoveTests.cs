using System.Text.RegularExpressions;
using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.Platform.Database;
using FluentAssertions;
using Npgsql;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Sends;

public sealed partial class OutboxMoveTests(ByHand world) : IClassFixture<ByHand>
{
    [Fact]
    public async Task The_programs_moves_and_states_are_the_databases()
    {
        var trigger = (await world.Database.Ask<string>("select pg_get_triggerdef(oid) from pg_trigger where tgname = 'outbox_move'"))[0];
        var check = (await world.Database.Ask<string>("select pg_get_constraintdef(oid) from pg_constraint where conname = 'outbox_state_check'"))[0];

        Quoted().Matches(trigger).Select(m => m.Value.Trim('\'')).Where(m => m.Trim().Length > 0)
            .Should().BeEquivalentTo(OutboxMoves.All.Select(m => $"{SqlName.Of(m.From)} {SqlName.Of(m.To)}"));
        Quoted().Matches(check).Select(m => m.Value.Trim('\'')).Should().BeEquivalentTo(Enum.GetValues<OutboxState>().Select(s => SqlName.Of(s)));
    }

    [Fact]
    public async Task The_database_refuses_every_other_move()
    {
        world.Clean();
        await world.Answered("ann");

        foreach (var (from, to) in Enum.GetValues<OutboxState>().SelectMany(f => Enum.GetValues<OutboxState>().Select(t => (f, t))).Where(m => m.f != m.t))
        {
            await world.Database.Run($"""
                alter table outbox disable trigger outbox_move;
                update outbox set state = '{SqlName.Of(from)}', finished_at = case when '{SqlName.Of(from)}' not in ('pending', 'held', 'claimed', 'sending') then now() end;
                alter table outbox enable trigger outbox_move;
                """);
            var finished = to is not (OutboxState.Pending or OutboxState.Held or OutboxState.Claimed or OutboxState.Sending);
            var move = () => world.Office.Db().Execute($"update outbox set state = {to}, finished_at = case when {finished} then now() end", default);
            if (OutboxMoves.Allows(from, to))
            {
                await move.Should().NotThrowAsync();
            }
            else
            {
                (await move.Should().ThrowAsync<PostgresException>($"{from} must not become {to}")).Which.SqlState.Should().Be("23514");
            }
        }
    }

    [GeneratedRegex("'[^']*'", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Quoted();
}
