-- One turn as PostgreSQL sees it, for pgbench: the statements that the line "show my cart" runs in web chat, in the transactions in which
-- the program runs them, each transaction one pipeline as the program sends it. Derived by hand from Ingest, ClaimTurn, CartRows.Read
-- and TurnStatement; when one of those changes, this changes with it.
-- Each of the 16 clients has conversations of its own, as a lease gives each worker; a turn that the program's sweep took meanwhile is passed over.
-- What the program knows beforehand (ids, texts, epochs) is read first in one statement more, so the yardstick does slightly more work.
\set c :client_id + 1 + 16 * random(0, :conversations / 16 - 1)
select b.id, b.contact, b.thread, t.event, t.raw, t.content, t.activity, t.steps, t.state, t.answer,
    gen_random_uuid() as inbound, gen_random_uuid() as bubble, gen_random_uuid() as turn, gen_random_uuid() as reply, gen_random_uuid() as out,
    gen_random_uuid()::text as key, c.turn_epoch + 1 as turn_epoch, c.control_epoch, c.last_seq + 1 as seq
from bench_conversation b, bench_text t, conversation c where b.n = :c and c.tenant_id = :tenant::uuid and c.id = b.id \gset

\startpipeline
select set_config('app.tenant_id', :tenant, true);
select 1 from conversation where tenant_id = :tenant::uuid and channel_account_id = :account::uuid and thread_key = :thread for update;
with place as (
    select id, contact_id, last_seq, last_watermark, control from conversation
    where tenant_id = :tenant::uuid and channel_account_id = :account::uuid and thread_key = :thread for update
), fresh as (
    insert into inbound_event (tenant_id, id, channel_account_id, provider_key, conversation_id, seq, kind, event, raw, state, occurred_at, received_at)
    select :tenant::uuid, :inbound::uuid, :account::uuid, :key, place.id, place.last_seq + 1, 'text_said', :event::jsonb, convert_to(:raw, 'utf8'),
        case when place.control = 'bot' then 'pending' else 'done' end, now(), now()
    from place on conflict (tenant_id, channel_account_id, provider_key) do nothing returning conversation_id, seq, state
), said as (
    insert into message (tenant_id, id, conversation_id, seq, author, text, content, created_at)
    select :tenant::uuid, :bubble::uuid, conversation_id, seq, 'customer', 'show my cart', :content::jsonb, now() from fresh
), echo as (
    insert into activity (tenant_id, conversation_id, watermark, body, at)
    select :tenant::uuid, place.id, place.last_watermark + 1, :activity::jsonb, now() from fresh, place
), moved as (
    update conversation c set last_seq = fresh.seq, last_watermark = c.last_watermark + 1, last_inbound_at = now(), last_message_at = now(),
        last_text = 'show my cart', status = 'open',
        turn_due_at = least(now(), coalesce((select min(e.received_at) from inbound_event e
            where e.tenant_id = :tenant::uuid and e.conversation_id = c.id and e.state = 'pending'), now()) + interval '4 s')
    from fresh where c.tenant_id = :tenant::uuid and c.id = fresh.conversation_id returning c.turn_due_at, fresh.seq, fresh.state, c.last_watermark
)
select place.id, place.contact_id, moved.seq, moved.last_watermark from place left join moved on true;
\endpipeline

\startpipeline
select set_config('app.tenant_id', :tenant, true);
update conversation set turn_epoch = turn_epoch + 1, turn_lease_until = now() + interval '15 s'
where tenant_id = :tenant::uuid and id = :id::uuid and control = 'bot' and turn_due_at <= now() and (turn_lease_until is null or turn_lease_until < now())
returning contact_id, channel_account_id, thread_key, language, control_epoch, turn_epoch, state, failures,
    exists (select 1 from suppression s where s.tenant_id = :tenant::uuid and s.contact_id = conversation.contact_id);
insert into turn (tenant_id, id, conversation_id, first_seq, last_seq, epoch, control_epoch, started_at)
select :tenant::uuid, :turn::uuid, c.id, said.first_seq, said.last_seq, c.turn_epoch, c.control_epoch, now()
from conversation c, (select min(seq) as first_seq, max(seq) as last_seq from (
    select seq from inbound_event where tenant_id = :tenant::uuid and conversation_id = :id::uuid and state = 'pending' order by seq limit 50) e) said
where c.tenant_id = :tenant::uuid and c.id = :id::uuid and c.turn_lease_until = now() + interval '15 s' and said.first_seq is not null
on conflict (tenant_id, conversation_id, first_seq) do update set epoch = excluded.epoch, attempts = turn.attempts + 1, state = 'running'
returning id, first_seq, last_seq, attempts;
select seq, event from inbound_event where tenant_id = :tenant::uuid and conversation_id = :id::uuid and state = 'pending' order by seq limit 50;
select author = 'customer', text from message where tenant_id = :tenant::uuid and conversation_id = :id::uuid
    and seq < (select min(seq) from inbound_event where tenant_id = :tenant::uuid and conversation_id = :id::uuid and state = 'pending')
order by seq desc limit 20;
\endpipeline

\startpipeline
select set_config('app.tenant_id', :tenant, true);
select c.id, coalesce(c.version, 0) as version, coalesce(c.currency, t.currency) as currency
from tenant t left join cart c on c.tenant_id = t.id and c.contact_id = :contact::uuid and c.state = 'active' where t.id = :tenant::uuid;
select v.id, v.product_id, v.sku, p.title, v.options, l.quantity, v.price_minor, v.currency, coalesce(s.on_hand - s.reserved, 0) + coalesce((
        select sum(h.quantity) from quote q
        join sales_order o on o.tenant_id = q.tenant_id and o.quote_id = q.id and o.state = 'awaiting_payment'
        join hold h on h.tenant_id = o.tenant_id and h.order_id = o.id and h.variant_id = v.id and h.state = 'held'
        where q.tenant_id = :tenant::uuid and q.cart_id = l.cart_id), 0), v.active and p.status = 'active',
    (select i.url from product_image i where i.tenant_id = v.tenant_id and i.product_id = v.product_id order by i.position limit 1)
from cart_line l
join variant v on v.tenant_id = l.tenant_id and v.id = l.variant_id
join product p on p.tenant_id = v.tenant_id and p.id = v.product_id
left join stock s on s.tenant_id = v.tenant_id and s.variant_id = v.id
where l.tenant_id = :tenant::uuid
    and l.cart_id = (select id from cart where tenant_id = :tenant::uuid and contact_id = :contact::uuid and state = 'active')
order by l.added_at, l.variant_id;
\endpipeline

\startpipeline
select set_config('app.tenant_id', :tenant, true);
select 1 from conversation where tenant_id = :tenant::uuid and id = :id::uuid for update;
with place as (
    select c.id, c.last_seq, c.last_watermark, c.control_epoch + 0 as control_epoch, c.send_due_at is null and not c.held
        and (c.send_lease_until is null or c.send_lease_until < now())
        and not exists (select 1 from suppression s where s.tenant_id = :tenant::uuid and s.contact_id = c.contact_id) as shown
    from conversation c where c.tenant_id = :tenant::uuid and c.id = :id::uuid
        and turn_epoch = :turn_epoch::int and control_epoch = :control_epoch::int and control = 'bot'
        and exists (select 1 from turn where tenant_id = :tenant::uuid and id = :turn::uuid)
), heard as (
    update inbound_event e set state = 'done' from place
    where e.tenant_id = :tenant::uuid and e.conversation_id = place.id and e.state = 'pending' and e.seq <= :seq::bigint
), ended as (
    update turn t set state = 'committed', finished_at = now(), brain = 'built-in', prompt_hash = 'bench' from place
    where t.tenant_id = :tenant::uuid and t.id = :turn::uuid and t.epoch = :turn_epoch::int
), steps as (
    insert into step (tenant_id, turn_id, n, kind, name, content, at)
    select :tenant::uuid, :turn::uuid, n, kind, name, content, now() from jsonb_to_recordset(:steps::jsonb) as s (n int, kind text, name text, content jsonb)
    where exists (select 1 from place)
), given as materialized (
    select * from jsonb_to_recordset(:answer::jsonb) as m (text text, content jsonb, class text)
), bubble as (
    insert into message (tenant_id, id, conversation_id, seq, author, text, content, turn_id, created_at)
    select :tenant::uuid, :reply::uuid, place.id, place.last_seq + 1, 'bot', m.text, m.content, :turn::uuid, now() from place, given m
), sent as (
    insert into outbox (tenant_id, id, conversation_id, message_id, seq, class, control_epoch, state, attempts, provider_id, due_at, created_at, finished_at)
    select :tenant::uuid, :out::uuid, place.id, :reply::uuid, place.last_seq + 1, m.class, place.control_epoch,
        case when shown then 'accepted' else 'pending' end, shown::int,
        case when shown then place.id || '|' || lpad((place.last_watermark + 1)::text, 7, '0') end, now(), now(), case when shown then now() end
    from place, given m returning id, provider_id
), activities as (
    insert into activity (tenant_id, conversation_id, watermark, body, at)
    select :tenant::uuid, place.id, place.last_watermark + 1, :activity::jsonb, now() from place, sent where sent.provider_id is not null
), tries as (
    insert into send_attempt (tenant_id, outbox_id, n, started_at, finished_at, outcome)
    select :tenant::uuid, id, 1, now(), now(), 'accepted' from sent where provider_id is not null
)
update conversation c set last_seq = c.last_seq + 1, last_watermark = c.last_watermark + case when place.shown then 1 else 0 end,
    state = :state::jsonb, failures = 0, control_epoch = place.control_epoch, turn_lease_until = null,
    turn_due_at = (select max(least(e.received_at, now())) from inbound_event e
        where e.tenant_id = c.tenant_id and e.conversation_id = c.id and e.state = 'pending' and e.seq > :seq::bigint),
    send_due_at = case when not place.shown then now() else c.send_due_at end, last_message_at = now(), last_text = 'Your cart'
from place where c.tenant_id = :tenant::uuid and c.id = place.id
returning place.shown, case when c.turn_due_at is null then -1 else 0 end;
\endpipeline
