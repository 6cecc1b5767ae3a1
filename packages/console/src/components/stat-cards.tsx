import classes from './stat-cards.module.css';

/** A row of large figures. */
export function StatCards({
  figures,
}: {
  figures: readonly { readonly name: string; readonly value: string; readonly note?: string }[];
}) {
  return (
    <dl className={classes.cards}>
      {figures.map(({ name, value, note }) => (
        <div key={name} className={`surface ${classes.card}`}>
          <dt>{name}</dt>
          <dd>
            {value}
            {note && <span className={classes.note}>{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
