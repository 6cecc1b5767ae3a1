-- Figures over all runs of a client read, sort and hash these for each of them, which takes half the time with floats. What is sorted by
-- them and compared with a cursor stays the same: a score has one decimal.
alter table runs
  alter column overall set data type double precision,
  alter column vocabulary set data type double precision,
  alter column fluency set data type double precision,
  alter column accent set data type double precision;
