import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/formats.ts';
import classes from './bar-chart.module.css';

/** At most this many bars have their labels below them. */
const MAX_LABELLED_BARS = 8;

/** A bar chart with a table as its text alternative. */
export function BarChart({
  title,
  bars,
}: {
  title: string;
  bars: readonly { readonly name: string; readonly value: number }[];
}) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const highest = Math.max(0, ...bars.map(({ value }) => value));
  const hasNames = bars.length <= MAX_LABELLED_BARS;
  return (
    <figure className={classes.figure}>
      <div className={classes.bars} aria-hidden>
        {bars.map(({ name, value }) => (
          <div key={name} className={classes.slot} title={`${name}: ${number(value)}`}>
            {hasNames && <span className={classes.value}>{number(value)}</span>}
            <span
              className={classes.bar}
              style={{ height: `${(value / (highest || 1)) * 100}%` }}
              data-empty={value === 0 || undefined}
            />
          </div>
        ))}
      </div>
      <div className={classes.names} aria-hidden>
        {hasNames ? (
          bars.map(({ name }) => <span key={name}>{name}</span>)
        ) : (
          <>
            <span>{bars[0]?.name}</span>
            <span>{t('dashboard.highest', { value: number(highest) })}</span>
            <span>{bars.at(-1)?.name}</span>
          </>
        )}
      </div>
      <div className={classes.table}>
        <table>
          <caption>{title}</caption>
          <tbody>
            {bars.map(({ name, value }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{number(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
