const euros = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' });

/** @param {number} price in euros */
export const formatPrice = (price) => euros.format(price);
