"""Who asked to be told: addresses of mail with proof of consent, browsers that want notices."""
