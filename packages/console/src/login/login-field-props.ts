/** How the fields look by which people come in: none may stay empty, so none is marked. */
export const LOGIN_FIELD_PROPS = { size: 'md', required: true, withAsterisk: false } as const;
