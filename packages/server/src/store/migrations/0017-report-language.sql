alter table runs add column report_language text not null default 'en'
  check (report_language in ('en', 'de', 'es', 'fr'));
