import { addStars } from './add.ts';
import { listStarred } from './list.ts';
import { removeStars } from './remove.ts';

export const starOperations = [addStars, removeStars, listStarred];
