import { getPolicy, putPolicy } from './organization-policy.ts';
import { getOwnPolicy, validatePassword } from './person.ts';
import { previewPolicy } from './preview.ts';

export const passwordPolicyOperations = [getPolicy, putPolicy, previewPolicy, getOwnPolicy, validatePassword];
