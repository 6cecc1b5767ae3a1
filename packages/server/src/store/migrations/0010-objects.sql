-- A recording's object is named after its run.
alter table runs drop column audio_key;
