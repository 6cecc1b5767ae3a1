import { z } from 'zod';
import { roleSchema } from './roles.ts';
import { emailSchema, newPasswordSchema, personNameSchema } from './session.ts';

export const userSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: roleSchema,
    disabled: z.boolean().describe('A disabled user cannot sign in'),
    hasPassword: z.boolean(),
    lastSignedInAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
  })
  .describe('A user of the client');

export const userListSchema = z
  .object({ users: z.array(userSchema) })
  .describe('The users of the client, by name');

export const userChangeSchema = z
  .object({
    name: personNameSchema.optional(),
    role: roleSchema.optional(),
    disabled: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'Say what is to be changed: name, role or disabled')
  .describe('What is to be changed; what is absent stays');

export const loginLinkSchema = z
  .object({
    url: z.string().describe('Where the user follows it'),
    token: z.string().describe('For POST /session/link; shown once'),
    expiresAt: z.iso.datetime(),
  })
  .describe('A link that signs a user in, once');

export const newInvitationSchema = z
  .object({ email: emailSchema, role: roleSchema })
  .describe('Who is to become a user, and as what');

export const invitationSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    role: roleSchema,
    invitedBy: z.string().nullable().describe('Name of the user who invited'),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .describe('An invitation that nobody has accepted yet');

export const createdInvitationSchema = z
  .object({
    ...invitationSchema.shape,
    url: z.string().describe('To be given to whoever is invited'),
    token: z.string().describe('Out of the url; shown once'),
  })
  .describe('A new invitation, with its link');

export const invitationListSchema = z
  .object({ invitations: z.array(invitationSchema) })
  .describe('The open invitations, newest first');

export const invitationViewSchema = z
  .object({
    organisation: z.string(),
    email: z.string(),
    role: roleSchema,
    expiresAt: z.iso.datetime(),
  })
  .describe('What an invited person is told');

export const acceptInvitationSchema = z
  .object({ name: personNameSchema, password: newPasswordSchema })
  .describe('What an invited person gives');

export const sessionEntrySchema = z
  .object({
    id: z.string(),
    isCurrent: z.boolean().describe('Whether it is the one that asks'),
    origin: z.enum(['password', 'link', 'invitation', 'setup', 'oidc']).describe('How it began'),
    userAgent: z.string().nullable(),
    address: z.string().nullable(),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .describe('A browser that the user is signed in with');

export const sessionListSchema = z
  .object({ sessions: z.array(sessionEntrySchema) })
  .describe('Where the user is signed in, last seen first');

export const passwordChangeSchema = z
  .object({
    currentPassword: z.string().max(200).optional().describe('Not needed in a session that a link began'),
    newPassword: newPasswordSchema,
  })
  .describe('A new password');

/** A user of the client. */
export type User = z.infer<typeof userSchema>;
/** What is to be changed about a user. */
export type UserChange = z.infer<typeof userChangeSchema>;
/** A link that signs a user in, once. */
export type LoginLink = z.infer<typeof loginLinkSchema>;
/** Who is to become a user. */
export type NewInvitation = z.infer<typeof newInvitationSchema>;
/** An open invitation. */
export type Invitation = z.infer<typeof invitationSchema>;
/** A new invitation, with its link. */
export type CreatedInvitation = z.infer<typeof createdInvitationSchema>;
/** What an invited person is told. */
export type InvitationView = z.infer<typeof invitationViewSchema>;
/** What an invited person gives. */
export type AcceptInvitation = z.infer<typeof acceptInvitationSchema>;
/** A browser that the user is signed in with. */
export type SessionEntry = z.infer<typeof sessionEntrySchema>;
/** A new password, with the old one. */
export type PasswordChange = z.infer<typeof passwordChangeSchema>;
