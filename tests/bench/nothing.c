// SPDX-License-Identifier: GPL-2.0-only
/* What every program takes to start that is linked with the same libraries as the command. */
int main(void)
{
	return 0;
}
