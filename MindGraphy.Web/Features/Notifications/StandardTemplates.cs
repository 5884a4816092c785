using System.Net;
using System.Text.Json;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Web.Features.Notifications;

/// <summary>The texts a new installation begins with, in Korean and English. A studio edits its own copies; <c>seed</c> never overwrites them.</summary>
public static class StandardTemplates
{
    private sealed record Text(string Name, string Category, string Subject, string Body, string? Button, string[] Variables);

    private static readonly Text[] All =
    [
        new(
            "inquiry_received.ko",
            "lead",
            "[{{studio}}] 문의 잘 받았어요",
            "{{couple}} 님, 안녕하세요.\n\n{{studio}}에 문의해 주셔서 고맙습니다. 남겨 주신 내용을 잘 받았고, 담당 매니저가 하루 안에 연락드릴게요.\n\n예식일: {{date}}\n{{availability}}\n\n더 전하실 말씀이 있으면 이 메일에 답장해 주세요.\n\n{{studio}} 드림",
            null,
            ["couple", "studio", "date", "availability"]
        ),
        new(
            "inquiry_received.en",
            "lead",
            "[{{studio}}] We have your inquiry",
            "Hello {{couple}},\n\nThank you for asking {{studio}}. We have everything you wrote, and a manager will reply within a day.\n\nWedding day: {{date}}\n{{availability}}\n\nIf you would like to add something, just answer this mail.\n\n{{studio}}",
            null,
            ["couple", "studio", "date", "availability"]
        ),
        new("staff_message.ko", "lead", "{{subject}}", "{{message}}", null, ["subject", "message"]),
        new("staff_message.en", "lead", "{{subject}}", "{{message}}", null, ["subject", "message"]),
        new(
            "contract_to_sign.ko",
            "contract",
            "[{{studio}}] 계약서를 확인하고 서명해 주세요",
            "{{couple}} 님, 안녕하세요.\n\n예식일 {{date}} 촬영 계약서를 보내 드려요. 아래 링크에서 읽어 보시고 휴대전화로 바로 서명하실 수 있어요.\n\n{{link}}\n\n링크는 {{deadline}}까지 열려 있어요. 궁금한 점은 언제든 답장해 주세요.\n\n{{studio}} 드림",
            "계약서 열기",
            ["couple", "studio", "date", "deadline", "link"]
        ),
        new(
            "contract_to_sign.en",
            "contract",
            "[{{studio}}] Your contract is ready to sign",
            "Hello {{couple}},\n\nHere is the contract for your wedding on {{date}}. You can read it and sign on your phone:\n\n{{link}}\n\nThe link is open until {{deadline}}. Questions are welcome at any time.\n\n{{studio}}",
            "Open the contract",
            ["couple", "studio", "date", "deadline", "link"]
        ),
        new(
            "payment_due_soon.ko",
            "payment",
            "[{{studio}}] {{what}} {{amount}} 납부일이 다가왔어요",
            "{{couple}} 님, 안녕하세요.\n\n{{what}} {{amount}}의 납부일이 {{due}}이에요.\n\n{{account}}\n\n이미 보내셨다면 고맙습니다. 확인되는 대로 반영할게요.\n\n{{studio}} 드림",
            null,
            ["couple", "studio", "what", "amount", "due", "account"]
        ),
        new(
            "payment_due_soon.en",
            "payment",
            "[{{studio}}] {{what}} of {{amount}} is due soon",
            "Hello {{couple}},\n\nThis is a reminder of your payment: {{what}}, {{amount}}, due on {{due}}.\n\n{{account}}\n\nIf it is on its way, thank you.\n\n{{studio}}",
            null,
            ["couple", "studio", "what", "amount", "due", "account"]
        ),
        new(
            "payment_overdue.ko",
            "payment",
            "[{{studio}}] {{what}} {{amount}} 납부일이 지났어요",
            "{{couple}} 님, 안녕하세요.\n\n{{due}}까지였던 {{what}} {{amount}}이 아직 확인되지 않았어요.\n\n{{account}}\n\n이미 보내셨거나 사정이 있으시면 이 메일에 답장해 주세요.\n\n{{studio}} 드림",
            null,
            ["couple", "studio", "what", "amount", "due", "account"]
        ),
        new(
            "payment_overdue.en",
            "payment",
            "[{{studio}}] {{what}} of {{amount}} is overdue",
            "Hello {{couple}},\n\nWe have not seen your payment yet: {{what}}, {{amount}}, due on {{due}}.\n\n{{account}}\n\nIf it is on its way, or if something is in the way, please answer this mail.\n\n{{studio}}",
            null,
            ["couple", "studio", "what", "amount", "due", "account"]
        ),
        new(
            "sign_code.ko",
            "contract",
            "[{{studio}}] 계약서 확인 코드",
            "{{couple}} 님, 계약서를 열 때 아래 확인 코드를 써 주세요.\n\n{{code}}\n\n코드는 10분 동안 쓸 수 있어요. 다른 사람에게 알려 주지 마세요. 요청하지 않으셨다면 이 메일은 무시하셔도 됩니다.\n\n{{studio}} 드림",
            null,
            ["couple", "studio", "code"]
        ),
        new(
            "sign_code.en",
            "contract",
            "[{{studio}}] Your code for the contract",
            "Hello {{couple}},\n\nUse this code to open your contract:\n\n{{code}}\n\nIt works for 10 minutes. Please don't pass it on. If you did not ask for it, you can ignore this mail.\n\n{{studio}}",
            null,
            ["couple", "studio", "code"]
        ),
        new(
            "contract_declined.ko",
            "contract",
            "[{{studio}}] {{signer}} 님이 계약서 서명을 거절했어요",
            "{{couple}} 님의 계약서({{date}})를 {{signer}} 님이 서명하지 않겠다고 하셨어요.\n\n이유: {{reason}}\n\n{{link}}",
            "계약서 보기",
            ["couple", "studio", "date", "signer", "reason", "link"]
        ),
        new(
            "contract_declined.en",
            "contract",
            "[{{studio}}] {{signer}} declined to sign",
            "{{signer}} does not want to sign the contract of {{couple}} ({{date}}).\n\nReason: {{reason}}\n\n{{link}}",
            "See the contract",
            ["couple", "studio", "date", "signer", "reason", "link"]
        ),
        new(
            "contract_signed.ko",
            "contract",
            "[{{studio}}] 서명이 끝났어요",
            "{{couple}} 님, 계약서 서명이 모두 끝났어요.\n\n예식일: {{date}}\n\n서명한 계약서는 아래 링크에서 언제든 받으실 수 있어요.\n\n{{link}}\n\n{{studio}} 드림",
            "계약서 보기",
            ["couple", "studio", "date", "link"]
        ),
        new(
            "contract_signed.en",
            "contract",
            "[{{studio}}] Your contract is signed",
            "Hello {{couple}},\n\nEverybody has signed.\n\nWedding day: {{date}}\n\nYou can fetch the signed copy here at any time:\n\n{{link}}\n\n{{studio}}",
            "See the contract",
            ["couple", "studio", "date", "link"]
        ),
        new(
            "proof_ready.ko",
            "proof",
            "[{{studio}}] 사진이 준비됐어요. 마음에 드는 사진을 골라 주세요",
            "{{couple}} 님, 기다리셨죠? 사진이 준비됐어요.\n\n아래 링크에서 {{count}}장을 골라 주세요. 휴대전화에서도 편하게 고르실 수 있고, 고르던 자리부터 이어집니다.\n\n{{link}}\n\n{{deadline}}까지 골라 주시면 바로 보정을 시작할게요.\n\n{{studio}} 드림",
            "사진 고르기",
            ["couple", "studio", "count", "deadline", "link"]
        ),
        new(
            "proof_ready.en",
            "proof",
            "[{{studio}}] Your photos are ready to pick",
            "Hello {{couple}},\n\nYour photos are here. Please pick {{count}} of them:\n\n{{link}}\n\nIt works on your phone and goes on where you stopped. Please pick by {{deadline}}, and we start retouching at once.\n\n{{studio}}",
            "Pick photos",
            ["couple", "studio", "count", "deadline", "link"]
        ),
        new(
            "picks_submitted.ko",
            "proof",
            "[{{studio}}] 고르신 사진 {{count}}장을 받았어요",
            "{{couple}} 님, 고르신 사진 {{count}}장을 잘 받았어요.\n\n이제 보정을 시작합니다. {{deadline}}까지 보내 드릴게요.\n\n{{studio}} 드림",
            null,
            ["couple", "studio", "count", "deadline"]
        ),
        new(
            "picks_submitted.en",
            "proof",
            "[{{studio}}] We have your {{count}} picks",
            "Hello {{couple}},\n\nWe have the {{count}} photos you picked and start retouching now. You will have them by {{deadline}}.\n\n{{studio}}",
            null,
            ["couple", "studio", "count", "deadline"]
        ),
        new(
            "password_reset.ko",
            "account",
            "[{{studio}}] 비밀번호 다시 정하기",
            "비밀번호를 다시 정하려면 아래 링크를 열어 주세요. 링크는 한 시간 동안 쓸 수 있습니다.\n\n{{link}}\n\n요청하지 않으셨다면 이 메일은 무시하셔도 됩니다.",
            "비밀번호 다시 정하기",
            ["studio", "link"]
        ),
        new(
            "password_reset.en",
            "account",
            "[{{studio}}] Set a new password",
            "Open this link to set a new password. It works for one hour.\n\n{{link}}\n\nIf you did not ask for it, you can ignore this mail.",
            "Set a new password",
            ["studio", "link"]
        ),
    ];

    /// <summary>Makes the templates.</summary>
    public static IEnumerable<EmailTemplate> Create(DateTimeOffset now) =>
        All.Select(t => new EmailTemplate(t.Name, t.Subject, Html(t), t.Body, JsonSerializer.Serialize(t.Variables), t.Category, now));

    // A quiet page that every mail program draws: one column, the link as a button and once more as text.
    private static string Html(Text text)
    {
        var paragraphs = text
            .Body.Split("\n\n")
            .Select(p =>
                p.Trim() == "{{link}}"
                    ? $"<p style=\"margin:24px 0\"><a href=\"{{{{link}}}}\" style=\"background:#35594E;color:#fff;padding:12px 20px;border-radius:6px;text-decoration:none;display:inline-block\">{text.Button}</a></p><p style=\"margin:0 0 16px;font-size:13px;color:#66615A;word-break:break-all\">{{{{link}}}}</p>"
                    : $"<p style=\"margin:0 0 16px\">{WebUtility.HtmlEncode(p).Replace("\n", "<br>", StringComparison.Ordinal)}</p>"
            );
        return "<!doctype html><html><body style=\"margin:0;background:#FBFAF8\"><div style=\"max-width:560px;margin:0 auto;padding:32px 20px;font:16px/26px -apple-system,'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR',sans-serif;color:#1F1D1A;word-break:keep-all\">"
            + string.Concat(paragraphs)
            + "</div></body></html>";
    }
}
