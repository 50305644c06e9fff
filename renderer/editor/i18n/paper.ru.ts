// The texts of the paper page in Russian; the type demands every message of the English record and no other.
import type { paperEn } from './paper.en.ts'

export const paperRu: Record<keyof typeof paperEn, string> = {}
