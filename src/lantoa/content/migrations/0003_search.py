"""Words of a revision for searching, with and without marks, kept by the database itself. Row-level security keeps an
index from being used before the commune is known, so the words are stored and not only indexed (facts: platform 6)."""

from django.db import migrations, models

KEEP = r"""
CREATE FUNCTION lantoa_fold(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT replace(regexp_replace(normalize(lower(words), NFD), '[\u0300-\u036f]', '', 'g'), 'đ', 'd')
$$;
CREATE FUNCTION content_words(title text, rest text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector('pg_catalog.simple', normalize(title, NFC)), 'A')
      || setweight(to_tsvector('pg_catalog.simple', public.lantoa_fold(title)), 'A')
      || to_tsvector('pg_catalog.simple', normalize(rest, NFC))
      || to_tsvector('pg_catalog.simple', public.lantoa_fold(rest))
$$;
ALTER TABLE content_revision ADD COLUMN search tsvector
  GENERATED ALWAYS AS (content_words(title, left(summary || ' ' || body_html, 100000))) STORED;
"""
DROP = """
ALTER TABLE content_revision DROP COLUMN search;
DROP FUNCTION content_words(text, text);
DROP FUNCTION lantoa_fold(text);
"""


class Migration(migrations.Migration):
    dependencies = (("content", "0002_append_only"),)

    operations = (
        migrations.RunSQL(KEEP, DROP),
        migrations.AlterField(
            model_name="item",
            name="kind",
            field=models.CharField(
                verbose_name="loại",
                max_length=12,
                choices=[
                    ("news", "Tin"),
                    ("article", "Bài"),
                    ("feature", "Phóng sự, chuyên đề"),
                    ("video", "Video"),
                    ("pictures", "Ảnh, phóng sự ảnh"),
                    ("audio", "Âm thanh"),
                    ("infographic", "Đồ họa thông tin"),
                    ("leaflet", "Tờ rơi, tờ gấp"),
                    ("poster", "Áp phích, pano"),
                    ("banner", "Băng rôn, khẩu hiệu"),
                    ("bulletin", "Bản tin truyền thanh"),
                    ("notice", "Thông báo, niêm yết"),
                ],
            ),
        ),
    )
