-- The levels that the roles of a project need, by score: {"overall": "B2"}. Empty: none.
alter table projects add column required_levels jsonb not null default '{}';
