-- What a person wrote when they agreed or took it back, word for word. The time of a line is when they said it, however late it is told.
alter table consent add column words text;
