// An item that stands alone.

export default { render };
