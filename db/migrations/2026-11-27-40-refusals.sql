-- What the provider said against a message after it had taken it, and when: it goes out once more another way.
alter table outbox add column refusal text check (refusal in ('window_closed', 'form_refused', 'for_now'));
alter table outbox add column refused_at timestamptz;
alter table outbox add check ((refusal is null) = (refused_at is null));

-- Two moves more: what waits to be tried again turns out to have been taken; what was refused in a report goes out once more.
drop trigger outbox_move on outbox;
create trigger outbox_move before update of state on outbox for each row when (old.state <> new.state and old.state || ' ' || new.state not in (
    'pending claimed', 'pending accepted', 'pending withdrawn', 'pending suppressed',
    'claimed pending', 'claimed sending', 'claimed accepted', 'claimed held', 'claimed failed', 'claimed withdrawn', 'claimed suppressed',
    'sending pending', 'sending accepted', 'sending held', 'sending failed', 'sending ambiguous', 'sending withdrawn',
    'held pending', 'held withdrawn',
    'accepted delivered', 'accepted read', 'accepted failed',
    'delivered accepted', 'delivered read', 'delivered failed',
    'read accepted', 'read delivered', 'read failed',
    'failed pending', 'failed accepted', 'failed delivered', 'failed read',
    'ambiguous accepted', 'ambiguous delivered', 'ambiguous read', 'ambiguous failed'))
execute function refuse_outbox_move();
