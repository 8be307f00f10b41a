/** Stands for the bundle of a region. */
export const RDS_CA = `-----BEGIN CERTIFICATE-----
MIIB
-----END CERTIFICATE-----
`;
