import type { Member } from '../../../contract/api/members.ts';
import type { Abilities } from '../../../contract/common.ts';

/** Whether something is offered, and if not, why: the reason stands beside the disabled control. */
export type Offer = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

export interface Standing {
  /** The signed-in person. */
  readonly me: string;
  /** What they may do in the organization. */
  readonly abilities: Abilities;
  /** Why nothing can be changed now, or undefined. */
  readonly blocked: string | undefined;
}

export const NEEDS_ADMIN = 'Only people who manage members can do this. Ask an admin of this organization.';
const allowed: Offer = { allowed: true };
const refuse = (reason: string): Offer => ({ allowed: false, reason });

/** A record's own word counts before the organization's general one. */
const may = (member: Member, ability: string, standing: Standing) =>
  member.abilities[ability] ?? member.abilities.manage_members ?? standing.abilities.manage_members ?? false;

export function offerManage(standing: Standing): Offer {
  if (standing.blocked !== undefined) return refuse(standing.blocked);
  return standing.abilities.manage_members === true ? allowed : refuse(NEEDS_ADMIN);
}

export function offerChangeRole(member: Member, standing: Standing): Offer {
  if (standing.blocked !== undefined) return refuse(standing.blocked);
  return may(member, 'change_role', standing) ? allowed : refuse(NEEDS_ADMIN);
}

export function offerRemove(member: Member, standing: Standing): Offer {
  if (standing.blocked !== undefined) return refuse(standing.blocked);
  if (member.user.id === standing.me) return refuse('To remove yourself, leave the organization.');
  return may(member, 'remove', standing) ? allowed : refuse(NEEDS_ADMIN);
}

/** Something for several members is offered when it is for each of them; otherwise the first reason counts. */
export function offerForAll(members: readonly Member[], offer: (member: Member) => Offer): Offer {
  return members.map(offer).find((one) => !one.allowed) ?? allowed;
}

export const reasonOf = (offer: Offer): string | undefined => (offer.allowed ? undefined : offer.reason);
