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
    hasSecondFactor: z.boolean().describe('Whether the user has an authenticator app or a passkey'),
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
  .refine((change) => Object.keys(change).length > 0, 'must change at least one of name, role and disabled')
  .describe('The fields to change; others stay as they are');

export const loginLinkSchema = z
  .object({
    url: z.string().describe('Address that the user opens'),
    token: z.string().describe('For POST /session/link; shown only once'),
    expiresAt: z.iso.datetime(),
  })
  .describe('A one-time sign-in link');

export const newInvitationSchema = z
  .object({ email: emailSchema, role: roleSchema })
  .describe('The person to invite, and their role');

export const invitationSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    role: roleSchema,
    invitedBy: z.string().nullable().describe('Name of the user who invited'),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .describe('An open invitation');

export const createdInvitationSchema = z
  .object({
    ...invitationSchema.shape,
    url: z.string().describe('Address for the invited person'),
    token: z.string().describe('Token in the url; shown only once'),
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
  .describe('An invitation, as the invited person sees it');

export const acceptInvitationSchema = z
  .object({ name: personNameSchema, password: newPasswordSchema })
  .describe('Name and password of the new user');

export const sessionEntrySchema = z
  .object({
    id: z.string(),
    isCurrent: z.boolean().describe('Whether it is the session of this request'),
    origin: z
      .enum(['password', 'link', 'invitation', 'setup', 'oidc', 'passkey'])
      .describe('How the user signed in'),
    userAgent: z.string().nullable(),
    address: z.string().nullable(),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .describe('A session of the user');

export const sessionListSchema = z
  .object({ sessions: z.array(sessionEntrySchema) })
  .describe('The user’s sessions, most recently used first');

export const passwordChangeSchema = z
  .object({
    currentPassword: z
      .string()
      .max(200)
      .optional()
      .describe('Not needed in a session started by a sign-in link'),
    newPassword: newPasswordSchema,
  })
  .describe('A new password');

/** A user of the client. */
export type User = z.infer<typeof userSchema>;
/** Changes to a user. */
export type UserChange = z.infer<typeof userChangeSchema>;
/** A one-time login link. */
export type LoginLink = z.infer<typeof loginLinkSchema>;
/** An invitation to create. */
export type NewInvitation = z.infer<typeof newInvitationSchema>;
/** An open invitation. */
export type Invitation = z.infer<typeof invitationSchema>;
/** A new invitation, with its link. */
export type CreatedInvitation = z.infer<typeof createdInvitationSchema>;
/** An invitation, as the invited person sees it. */
export type InvitationView = z.infer<typeof invitationViewSchema>;
/** Name and password of an invited user. */
export type AcceptInvitation = z.infer<typeof acceptInvitationSchema>;
/** A session of a user. */
export type SessionEntry = z.infer<typeof sessionEntrySchema>;
/** A password change. */
export type PasswordChange = z.infer<typeof passwordChangeSchema>;
