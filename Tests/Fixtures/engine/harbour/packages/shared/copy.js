// The package's compiler: what it writes to dist is what others import.
import { cpSync } from 'node:fs';

cpSync('src', 'dist', { recursive: true });
