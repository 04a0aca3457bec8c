"""Báo, đài, bản tin của Đảng, Mặt trận: outlets, what they were sent, what appeared."""
