import type { Chapter } from '../pack.ts';
import { ethos } from './ethos.ts';
import { inYearAdmissions } from './in-year-admissions.ts';
import { marketingAndRecruitment } from './marketing-and-recruitment.ts';
import { operation } from './operation.ts';
import { strategy } from './strategy.ts';

/** In the source's order. */
export const chapters: readonly Chapter[] = [strategy, ethos, operation, marketingAndRecruitment, inYearAdmissions];
