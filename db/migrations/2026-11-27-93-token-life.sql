-- Until when an account's access token lives, as its provider says: null with a time beside it means for ever.
alter table channel_account add column token_ends_at timestamptz;
alter table channel_account add column token_told_at timestamptz;
alter table channel_account add column token_ask_at timestamptz;
