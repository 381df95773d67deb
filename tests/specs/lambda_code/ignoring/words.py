WORD = "big"
