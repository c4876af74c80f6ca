/** The country names of the file that an address needs as a code. */
const CODES: Readonly<Record<string, string>> = {
  'united kingdom': 'GB', eire: 'IE', germany: 'DE', france: 'FR', spain: 'ES', netherlands: 'NL', portugal: 'PT', switzerland: 'CH',
  australia: 'AU', belgium: 'BE', italy: 'IT', norway: 'NO', cyprus: 'CY', japan: 'JP', iceland: 'IS', sweden: 'SE', 'hong kong': 'HK',
  singapore: 'SG', 'channel islands': 'JE', lebanon: 'LB', lithuania: 'LT', poland: 'PL', greece: 'GR', finland: 'FI', denmark: 'DK',
  israel: 'IL', austria: 'AT', bahrain: 'BH', usa: 'US', canada: 'CA', brazil: 'BR', malta: 'MT', rsa: 'ZA', 'czech republic': 'CZ',
  'saudi arabia': 'SA', 'united arab emirates': 'AE', korea: 'KR', nigeria: 'NG', thailand: 'TH', bermuda: 'BM', 'west indies': 'JM',
};

/** A code for "unknown" that no country will ever have. */
const UNKNOWN = 'ZZ';

export const countryCode = (name: string): string => CODES[name.toLowerCase()] ?? UNKNOWN;
