import type { ReportLanguage } from '@vivavoce/contract';
import type { ConsoleCatalogue } from '@vivavoce/texts/console';
import { Fragment } from 'react';
import classes from './notice-page.module.css';

/** The blanks of the notice. */
export const NOTICE_FIELDS = [
  'organisation',
  'purpose',
  'decider',
  'contact',
  'audioDays',
  'resultDays',
  'authority',
  'version',
] as const;

/** The values of the blanks; empty where nothing is filled in. */
export type NoticeFields = Readonly<Record<(typeof NOTICE_FIELDS)[number], string>>;

/** The texts of the notice in one language. */
export type NoticeText = ConsoleCatalogue['notice']['text'];

const SECTIONS = [
  ['whatTitle', 'what'],
  ['measuredTitle', 'measured'],
  ['neverTitle', 'never'],
  ['decidesTitle', 'decides'],
  ['otherTitle', 'other'],
  ['keptTitle', 'keptFor'],
  ['rightsTitle', 'rights'],
] as const;

/** The printable notice. */
export function NoticeDocument({
  text,
  language,
  blanks,
}: {
  text: NoticeText;
  language: ReportLanguage;
  blanks: NoticeFields;
}) {
  return (
    <article className={classes.paper} lang={language}>
      <h2 className={classes.title}>{text.title}</h2>
      {SECTIONS.map(([title, body]) => (
        <section key={title}>
          <h3>{text[title]}</h3>
          <p>
            <FilledTemplate text={text[body]} blanks={blanks} />
          </p>
        </section>
      ))}
      <p className={classes.consent}>
        <span className={classes.box} aria-hidden /> <FilledTemplate text={text.consent} blanks={blanks} />
      </p>
      <div className={classes.lines}>
        {[text.place, text.name, text.signature].map((line) => (
          <span key={line} className={classes.line}>
            {line}
          </span>
        ))}
      </div>
    </article>
  );
}

/** A text with its blanks: the value, or a line to write on. */
function FilledTemplate({ text, blanks }: { text: string; blanks: NoticeFields }) {
  return text.split(/\{\{(\w+)\}\}/).map((part, at) => {
    const key = `${at}-${part}`;
    if (at % 2 === 0) return <Fragment key={key}>{part}</Fragment>;
    const filled = blanks[part as keyof NoticeFields];
    return filled ? <Fragment key={key}>{filled}</Fragment> : <span key={key} className={classes.blank} />;
  });
}
