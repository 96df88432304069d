-- A post carries the day it was published on; a page has none.
alter table document add column published_on date;
