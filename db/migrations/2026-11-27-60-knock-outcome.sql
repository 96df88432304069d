-- What became of an event that was taken: the provider is asked once. Failed: it reached nobody.
alter table skill_knock
    add column asked_at timestamptz,
    drop constraint skill_knock_state_check,
    add constraint skill_knock_state_check check (state in ('begun', 'accepted', 'refused', 'unknown', 'failed'));
