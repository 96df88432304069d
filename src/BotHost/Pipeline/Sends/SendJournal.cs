using ChatCommerce.Channels;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Sends;

/// <summary>What the outbox says of a send: begun, accepted, failed, or unknown. Every write compares the lane's epoch.</summary>
internal sealed class SendJournal(TenantDb tenants)
{
    /// <summary>Records that an attempt starts now; false when it must not: the lane was lost, somebody took over, the person said stop, the account rests.</summary>
    public async Task<bool> Begin(ClaimedSends claim, DueSend send, CancellationToken ct) => await tenants.For(claim.Tenant).Execute($"""
        with begun as (
            update outbox o set state = 'sending', attempts = attempts + 1
            from conversation c, channel_account a
            where o.id = {send.Id} and o.state = 'claimed' and {MayGo(claim)} and {Awake(claim)}
            returning o.id, o.attempts
        )
        insert into send_attempt (tenant_id, outbox_id, n, started_at) select {claim.Tenant}, id, attempts, clock_timestamp() from begun
        """, ct) > 0;

    /// <summary>Whether the attempt may go on with its next part. Seconds have passed since the last look.</summary>
    public Task<bool> GoesOn(ClaimedSends claim, DueSend send, CancellationToken ct) => tenants.For(claim.Tenant).Get<bool>($"""
        select exists (
            select 1 from outbox o, conversation c, channel_account a
            where o.id = {send.Id} and o.state = 'sending' and {MayGo(claim)} and {Awake(claim)})
        """, ct);

    /// <summary>Records a part that the provider took; with the last one the message is accepted.</summary>
    /// <returns>True: a report was quicker than the provider's answer, and says that the message was refused.</returns>
    public async Task<bool> Accepted(TenantScope db, ClaimedSends claim, DueSend send, AcceptedPart part, CancellationToken ct)
    {
        // The conversation first: a report that comes together with the answer to our own request waits for it, or we for the report.
        List<Sql> statements =
        [
            Lock(claim),
            $"""
            insert into outbox_part (tenant_id, outbox_id, n, provider_id, state, accepted_at, changed_at)
            select {claim.Tenant}, {send.Id}, {part.N}, {part.ProviderId}, {EarlyReports.Of(claim, part.ProviderId)}, now(), now() where {claim.Held}
            on conflict (tenant_id, outbox_id, n) do nothing
            """,
        ];
        if (part.Last)
        {
            statements.Add($"""
                update outbox set state = 'accepted', provider_id = {part.ProviderId}, finished_at = now(), problem = null
                where tenant_id = {claim.Tenant} and id = {send.Id} and state = 'sending' and {claim.Held}
                """);
            statements.Add(Finish(claim, send, "accepted", null));
        }

        // A message shown in part can be answered too.
        if (part.Last || part.Numbers.Count > 0)
        {
            statements.Add($"""
                update conversation set numbers = {part.Numbers:jsonb}
                where tenant_id = {claim.Tenant} and id = {claim.Conversation} and send_epoch = {claim.Epoch}
                """);
        }

        statements.Add(EarlyReports.Apply(db, claim, send));
        await using var reading = await db.Batch(statements, ct);
        await reading.Find<int?>(ct);
        return await reading.Find<bool>(ct);
    }

    /// <summary>The same in a transaction of its own, where no report can come before the answer.</summary>
    public Task Accepted(ClaimedSends claim, DueSend send, AcceptedPart part, CancellationToken ct) => Accepted(tenants.For(claim.Tenant), claim, send, part, ct);

    /// <summary>The attempt failed, unless an echo or a report has shown meanwhile that the provider took the last part.</summary>
    /// <param name="again">When to try again; null: never.</param>
    /// <returns>True: the report that showed it says that the message was refused.</returns>
    public async Task<bool> Failed(TenantScope db, ClaimedSends claim, DueSend send, ChannelTrouble trouble, TimeSpan? again, CancellationToken ct)
    {
        var state = again is not null ? OutboxState.Pending : trouble.Retry == Retry.Ambiguous ? OutboxState.Ambiguous : OutboxState.Failed;
        await using var reading = await db.Batch(
            [
                $"""
                update outbox set state = {state}, problem = {trouble.Message}, due_at = now() + coalesce({again}, interval '0'), not_before = now() + {(trouble.StopsAccount ? null : again)},
                    finished_at = case when {again is null} then now() end
                where tenant_id = {claim.Tenant} and id = {send.Id} and state = 'sending' and {claim.Held} and provider_id is null
                """,
                $"""
                update outbox set state = 'accepted', problem = null, finished_at = now()
                where tenant_id = {claim.Tenant} and id = {send.Id} and state = 'sending' and {claim.Held} and provider_id is not null
                """,
                Finish(claim, send, SqlName.Of(trouble.Retry), trouble.Message),
                EarlyReports.Apply(db, claim, send),
            ], ct);
        return await reading.Find<bool>(ct);
    }

    /// <summary>The same in a transaction of its own, where nobody reports on the message.</summary>
    public Task Failed(ClaimedSends claim, DueSend send, ChannelTrouble trouble, TimeSpan? again, CancellationToken ct) =>
        Failed(tenants.For(claim.Tenant), claim, send, trouble, again, ct);

    /// <summary>Nothing goes out before then, because the account must rest; no attempt is counted.</summary>
    public Task Postpone(ClaimedSends claim, DateTimeOffset until, CancellationToken ct) => tenants.For(claim.Tenant).Execute($"""
        update outbox set state = 'pending', due_at = greatest(due_at, {until})
        where tenant_id = {claim.Tenant} and conversation_id = {claim.Conversation} and state in ('pending', 'claimed') and {claim.Held}
        """, ct);

    /// <summary>The same where only the rows know it, since another node was told to slow down.</summary>
    public Task Rest(ClaimedSends claim, CancellationToken ct) => tenants.For(claim.Tenant).Execute($"""
        update outbox o set state = 'pending', due_at = greatest(o.due_at, a.slow_until) from channel_account a
        where o.tenant_id = {claim.Tenant} and o.conversation_id = {claim.Conversation} and o.state in ('pending', 'claimed') and {claim.Held}
            and a.tenant_id = {claim.Tenant} and a.id = {claim.Account} and a.slow_until > now()
        """, ct);

    /// <summary>Keeps the lane for another lease; no row when it is somebody else's.</summary>
    public Task<int> Renew(ClaimedSends claim, TimeSpan lease, CancellationToken ct) => tenants.For(claim.Tenant).Execute($"""
        update conversation set send_lease_until = now() + {lease}
        where tenant_id = {claim.Tenant} and id = {claim.Conversation} and send_epoch = {claim.Epoch}
        """, ct);

    /// <summary>Gives the lane back; returns when its next message is due, or null.</summary>
    public async Task<TimeSpan?> Release(ClaimedSends claim, CancellationToken ct)
    {
        await using var reading = await tenants.For(claim.Tenant).Batch([Lock(claim), Free(claim, Sql.Empty, Sql.Empty)], ct);
        await reading.Find<int?>(ct);
        return Wait(await reading.Find<int?>(ct));
    }

    /// <summary>For our own web chat: attempts, acceptances and activities of all messages, and the lane given back, in one transaction.</summary>
    public async Task<TimeSpan?> Stored(ClaimedSends claim, IReadOnlyList<(DueSend Send, Accepted Accepted)> sends, CancellationToken ct)
    {
        Guid[] ids = [.. sends.Select(s => s.Send.Id.Value)];
        string[] activities = [.. sends.Select(s => SendOutbound.ActivityOf(s.Accepted))];
        await using var reading = await tenants.For(claim.Tenant).Batch(
            [
                Lock(claim),
                $"""
                with due as (
                    select o.id, c.id as conversation_id, c.last_watermark + row_number() over (order by given.n) as watermark, given.activity
                    from unnest({ids}, {activities}) with ordinality as given (id, activity, n), outbox o, conversation c
                    where o.id = given.id and o.state = 'claimed' and {MayGo(claim)}
                ), sent as (
                    update outbox o set state = 'accepted', attempts = attempts + 1, finished_at = now(),
                        provider_id = due.conversation_id || '|' || lpad(due.watermark::text, 7, '0')
                    from due where o.tenant_id = {claim.Tenant} and o.id = due.id
                    returning o.id, o.attempts, o.provider_id, due.conversation_id, due.watermark, due.activity
                ), shown as (
                    insert into activity (tenant_id, conversation_id, watermark, body, at)
                    select {claim.Tenant}, conversation_id, watermark, replace(activity, '$id$', provider_id)::jsonb, now() from sent
                ), tried as (
                    insert into send_attempt (tenant_id, outbox_id, n, started_at, finished_at, outcome)
                    select {claim.Tenant}, id, attempts, now(), clock_timestamp(), 'accepted' from sent
                )
                {Free(claim, $"last_watermark = c.last_watermark + (select count(*) from sent),", $"and o.id not in (select id from sent)")}
                """,
            ], ct);
        await reading.Find<int?>(ct);
        return Wait(await reading.Find<int?>(ct));
    }

    // The last look before anything leaves: the lane is ours, the bot was not silenced, the person did not say stop.
    private static Sql MayGo(ClaimedSends claim) => $"""
        o.tenant_id = {claim.Tenant} and c.tenant_id = {claim.Tenant} and c.id = {claim.Conversation} and c.send_epoch = {claim.Epoch}
            and (o.control_epoch is null or o.control_epoch = c.control_epoch)
            and (o.class = 'confirmation' or not exists (
                select 1 from suppression s where s.tenant_id = {claim.Tenant} and s.contact_id = c.contact_id))
        """;

    // As the row says, since another node may have been told to slow down. An answer inside the provider's own request calls nobody.
    private static Sql Awake(ClaimedSends claim) => $"""
        a.tenant_id = {claim.Tenant} and a.id = {claim.Account}
            and (c.answers_only or a.slow_until is null or a.slow_until <= now())
        """;

    private static Sql Lock(ClaimedSends claim) =>
        $"select 1 from conversation where tenant_id = {claim.Tenant} and id = {claim.Conversation} for update";

    private static Sql Free(ClaimedSends claim, Sql also, Sql but) => $"""
        update conversation c set {also} send_lease_until = null, send_due_at = (select o.due_at from outbox o
            where o.tenant_id = {claim.Tenant} and o.conversation_id = {claim.Conversation} and o.state in ('pending', 'claimed', 'sending') {but}
            order by o.seq limit 1)
        where c.tenant_id = {claim.Tenant} and c.id = {claim.Conversation} and c.send_epoch = {claim.Epoch}
        returning (extract(epoch from c.send_due_at - now()) * 1000)::int
        """;

    private static Sql Finish(ClaimedSends claim, DueSend send, string outcome, string? detail) => $"""
        update send_attempt set finished_at = clock_timestamp(), outcome = {outcome}, detail = {detail}
        where tenant_id = {claim.Tenant} and outbox_id = {send.Id} and {claim.Held} and n = (
            select max(n) from send_attempt where tenant_id = {claim.Tenant} and outbox_id = {send.Id})
        """;

    private static TimeSpan? Wait(int? milliseconds) => milliseconds is { } wait ? TimeSpan.FromMilliseconds(Math.Max(wait, 0) + 2) : null;
}
