"""Everything of Safeguard Desktop but the screen: records, policy, keys, vault, forms, transfer, casework."""
