using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MindGraphy.Data.Migrations
{
    /// <inheritdoc />
    public partial class PinInProofMails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Where the studio left the standard sentence as it was, the one about the PIN may follow it; words of its own stay as they are.
            migrationBuilder.Sql(
                """
                UPDATE email_templates t SET
                    body_text = replace(t.body_text, s.sentence, s.sentence || '{{pin}}'),
                    body_html = replace(t.body_html, s.sentence, s.sentence || '{{pin}}'),
                    variables = t.variables || '["pin"]'::jsonb
                FROM (VALUES
                    ('proof_ready.ko', '까지 골라 주시면 바로 보정을 시작할게요.'),
                    ('proof_ready.en', 'and we start retouching at once.'),
                    ('proof_reminder.ko', '시간이 더 필요하면 편하게 알려 주세요.'),
                    ('proof_reminder.en', 'If you need more time, just tell us.')) s(name, sentence)
                WHERE t.template_name = s.name AND strpos(t.body_text, s.sentence) > 0 AND strpos(t.body_text, '{{pin}}') = 0
                    AND jsonb_typeof(t.variables) = 'array'
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                UPDATE email_templates SET body_text = replace(body_text, '{{pin}}', ''), body_html = replace(body_html, '{{pin}}', ''),
                    variables = variables - 'pin'
                WHERE template_name IN ('proof_ready.ko', 'proof_ready.en', 'proof_reminder.ko', 'proof_reminder.en')
                """
            );
        }
    }
}
