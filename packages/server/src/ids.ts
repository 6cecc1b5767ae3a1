/** A new id of a run, a worker or a request; hard to guess. */
export const newId = (): string => crypto.randomUUID();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text has the form of our ids; another form belongs to no row. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
