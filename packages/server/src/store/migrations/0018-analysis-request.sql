-- What was asked of an analysis is one value (the contract's AnalysisRequest), so that a new option needs no column.
alter table runs add column request jsonb;
update runs set request = jsonb_strip_nulls(jsonb_build_object(
  'language', language,
  'expectedSpeakers', expected_speakers,
  'accommodation', accommodation,
  'reportLanguage', report_language,
  'candidate', candidate_speaker));
alter table runs alter column request set not null;
alter table runs
  drop column language,
  drop column expected_speakers,
  drop column accommodation,
  drop column report_language,
  drop column candidate_speaker;
-- Lists show it, and read it without parsing the rest.
alter table runs add column language text generated always as (request ->> 'language') stored;
