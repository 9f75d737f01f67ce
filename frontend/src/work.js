// The screens of enterprises.
