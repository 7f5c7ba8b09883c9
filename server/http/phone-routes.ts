import type { Express } from 'express';
import type { Context } from './context.ts';

export function phoneRoutes(_app: Express, _context: Context, _pages: string): void {}
