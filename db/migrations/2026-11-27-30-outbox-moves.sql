-- Moves that a message's state may make; docs/state-machines.md draws them. They stand in the trigger's condition and not in a table, since
-- this is the hot path: the condition costs less than a microsecond a row, and the function runs only to refuse.
create function refuse_outbox_move() returns trigger language plpgsql as $$
begin
    raise exception 'message % cannot move from % to %', old.id, old.state, new.state using errcode = 'check_violation';
end $$;
create trigger outbox_move before update of state on outbox for each row when (old.state <> new.state and old.state || ' ' || new.state not in (
    'pending claimed', 'pending withdrawn', 'pending suppressed',
    'claimed pending', 'claimed sending', 'claimed accepted', 'claimed held', 'claimed failed', 'claimed withdrawn', 'claimed suppressed',
    'sending pending', 'sending accepted', 'sending held', 'sending failed', 'sending ambiguous', 'sending withdrawn',
    'held pending', 'held withdrawn',
    'accepted delivered', 'accepted read', 'accepted failed',
    'delivered accepted', 'delivered read', 'delivered failed',
    'read accepted', 'read delivered', 'read failed',
    'failed accepted', 'failed delivered', 'failed read',
    'ambiguous accepted', 'ambiguous delivered', 'ambiguous read', 'ambiguous failed'))
execute function refuse_outbox_move();
