-- An adjustment of scores to the levels that the client's own raters gave; the contract's calibration.
alter table clients add column calibration jsonb;
