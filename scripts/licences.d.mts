export const LOOKED_UP: Readonly<Record<string, string>>;
export function mayUse(expression: string): boolean;
export function findings(lock: { readonly packages: Readonly<Record<string, object>> }): string[];
