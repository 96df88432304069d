-- Not sooner than this, by the provider's word or after a failure. What only the pause of its account put off has none.
alter table outbox add column not_before timestamptz;

-- When the provider said that the window is closed, whatever our clock says: it holds until the customer writes again.
alter table conversation add column window_closed_at timestamptz;

-- How often a paused account was tried in vain, and so when it is asked again; since when one message may go to try it. Where a person at
-- the shop or the provider must act first, working credentials prove nothing.
alter table channel_account add column pauses int not null default 0;
alter table channel_account add column probe_at timestamptz;
alter table channel_account add column trial_at timestamptz;
alter table channel_account add column needs_person boolean not null default false;
