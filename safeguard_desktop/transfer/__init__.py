"""How records move: sealed, signed packs between desks, teams and computers."""
