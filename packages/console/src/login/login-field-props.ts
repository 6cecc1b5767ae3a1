/** Props of login fields: all are required, so none is marked as such. */
export const LOGIN_FIELD_PROPS = { size: 'md', required: true, withAsterisk: false } as const;
