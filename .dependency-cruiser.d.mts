// Type of .dependency-cruiser.mjs for the tests that run and audit it.
// It must never say more than that it is a configuration.
import type { IConfiguration } from 'dependency-cruiser'

declare const config: IConfiguration
export default config
