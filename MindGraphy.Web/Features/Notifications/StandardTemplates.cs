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
            "quote_to_read.ko",
            "quote",
            "[{{studio}}] 견적서가 도착했어요",
            "{{couple}} 님, 안녕하세요.\n\n말씀 나눈 내용으로 견적서를 준비했어요. 아래 링크에서 원하시는 선택품목을 골라 보시고, 마음에 드시면 바로 진행하실 수 있어요.\n\n{{link}}\n\n견적은 {{deadline}}까지 유효해요. 궁금한 점은 언제든 답장해 주세요.\n\n{{studio}} 드림",
            "견적서 보기",
            ["couple", "studio", "deadline", "link"]
        ),
        new(
            "quote_to_read.en",
            "quote",
            "[{{studio}}] Your quote is here",
            "Hello {{couple}},\n\nHere is the quote we talked about. Tick the extras you like, see the total at once, and go ahead when it suits you:\n\n{{link}}\n\nThe quote is good until {{deadline}}. Questions are welcome at any time.\n\n{{studio}}",
            "See the quote",
            ["couple", "studio", "deadline", "link"]
        ),
        new(
            "quote_to_read.sms.ko",
            "quote",
            "",
            "[{{studio}}] {{signer}} 님, 견적서가 도착했어요: {{link}}",
            null,
            ["studio", "signer", "deadline", "link"]
        ),
        new(
            "quote_to_read.sms.en",
            "quote",
            "",
            "[{{studio}}] {{signer}}, your quote is here: {{link}}",
            null,
            ["studio", "signer", "deadline", "link"]
        ),
        new(
            "quote_accepted.ko",
            "quote",
            "[견적 수락] {{couple}} · {{amount}}",
            "{{signer}} 님이 수락한 견적: {{quote}} ({{amount}}). 계약서를 확인해 주세요.\n\n{{link}}",
            "계약서 보기",
            ["couple", "studio", "signer", "quote", "amount", "link"]
        ),
        new(
            "quote_accepted.en",
            "quote",
            "[Accepted] {{couple}} · {{amount}}",
            "{{signer}} accepted the quote {{quote}} ({{amount}}). Please see to its contract.\n\n{{link}}",
            "See the contract",
            ["couple", "studio", "signer", "quote", "amount", "link"]
        ),
        new(
            "quote_declined.ko",
            "quote",
            "[견적 거절] {{couple}}",
            "{{signer}} 님이 거절한 견적: {{quote}} ({{amount}}).\n\n이유: {{reason}}\n\n{{link}}",
            "견적 보기",
            ["couple", "studio", "signer", "quote", "amount", "reason", "link"]
        ),
        new(
            "quote_declined.en",
            "quote",
            "[{{studio}}] {{couple}} declined the quote",
            "{{signer}} declined the quote {{quote}} ({{amount}}).\n\nReason: {{reason}}\n\n{{link}}",
            "See the quote",
            ["couple", "studio", "signer", "quote", "amount", "reason", "link"]
        ),
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
            "contract_to_sign.sms.ko",
            "contract",
            "",
            "[{{studio}}] {{signer}} 님, 계약서가 도착했어요: {{link}}",
            null,
            ["studio", "signer", "date", "deadline", "link"]
        ),
        new(
            "contract_to_sign.sms.en",
            "contract",
            "",
            "[{{studio}}] {{signer}}, your contract is ready to sign: {{link}}",
            null,
            ["studio", "signer", "date", "deadline", "link"]
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
            "sign_code.sms.ko",
            "contract",
            "",
            "[{{studio}}] 확인 코드 {{code}} (10분). 다른 사람에게 알려 주지 마세요.",
            null,
            ["studio", "code"]
        ),
        new(
            "sign_code.sms.en",
            "contract",
            "",
            "[{{studio}}] Your code is {{code}} (10 min). Please don't pass it on.",
            null,
            ["studio", "code"]
        ),
        new(
            "contract_countersign.ko",
            "contract",
            "[서명 필요] {{couple}}",
            "{{couple}} 님의 계약서({{date}})에 두 분이 모두 서명했습니다. 스튜디오가 서명하면 계약이 맺어집니다.\n\n{{link}}",
            "서명하러 가기",
            ["couple", "studio", "date", "link"]
        ),
        new(
            "contract_countersign.en",
            "contract",
            "[Please sign] {{couple}}",
            "Both have signed the contract of {{couple}} ({{date}}). It is concluded once the studio signs.\n\n{{link}}",
            "Sign it",
            ["couple", "studio", "date", "link"]
        ),
        new(
            "day_full.ko",
            "contract",
            "[날짜 마감] {{couple}} 님이 원하는 {{date}}",
            "다른 고객의 계약이 맺어져 {{date}}에 촬영할 수 있는 작가가 없습니다. {{couple}} 님께 먼저 알려 주세요. 고객이 보는 견적서와 계약서에도 안내가 나옵니다.\n\n{{link}}",
            "고객 보기",
            ["couple", "date", "link"]
        ),
        new(
            "day_full.en",
            "contract",
            "[Day gone] {{date}}, which {{couple}} ask for",
            "Another couple's contract came into force, and no photographer is left on {{date}}. Please tell {{couple}} before they go on. Their quote and contract pages say so, too.\n\n{{link}}",
            "See the couple",
            ["couple", "date", "link"]
        ),
        new(
            "amendment_shoot.ko",
            "contract",
            "[{{studio}}] 변경계약은 맺었지만 촬영 일정을 옮기지 못했습니다",
            "{{couple}} 님의 변경계약에 모두 서명했지만 촬영 일정을 자동으로 옮기지 못했습니다. 직접 옮겨 주세요.\n\n이유: {{reason}}\n\n{{link}}",
            "계약 보기",
            ["couple", "studio", "date", "reason", "link"]
        ),
        new(
            "amendment_shoot.en",
            "contract",
            "[{{studio}}] The amendment is signed, but the shoot could not be moved",
            "Everybody signed the amendment of {{couple}}, but the shoot could not be moved by itself. Please move it.\n\nReason: {{reason}}\n\n{{link}}",
            "See the contract",
            ["couple", "studio", "date", "reason", "link"]
        ),
        new(
            "photographer_changes.ko",
            "contract",
            "[{{studio}}] 촬영 작가 변경을 확인해 주세요",
            "{{couple}} 님, 안녕하세요.\n\n{{date}} 촬영을 맡기로 한 {{promised}} 작가 대신 {{proposed}} 작가가 찾아뵙고자 합니다. 자세한 내용을 보고 동의 여부를 알려 주세요. 원하지 않으시면 편하게 말씀해 주셔도 돼요.\n\n{{link}}\n\n{{studio}} 드림",
            "확인하기",
            ["couple", "studio", "signer", "date", "promised", "proposed", "link"]
        ),
        new(
            "photographer_changes.en",
            "contract",
            "[{{studio}}] Please confirm another photographer",
            "Hello {{couple}},\n\nInstead of {{promised}}, {{proposed}} would photograph you on {{date}}. Please read why and tell us whether that is all right. If it is not, just say so.\n\n{{link}}\n\n{{studio}}",
            "Read and answer",
            ["couple", "studio", "signer", "date", "promised", "proposed", "link"]
        ),
        new(
            "photographer_changes.sms.ko",
            "contract",
            "",
            "[{{studio}}] {{signer}} 님, 촬영 작가 변경을 확인해 주세요: {{link}}",
            null,
            ["studio", "signer", "link"]
        ),
        new(
            "photographer_changes.sms.en",
            "contract",
            "",
            "[{{studio}}] {{signer}}, please confirm another photographer: {{link}}",
            null,
            ["studio", "signer", "link"]
        ),
        new(
            "photographer_answered.ko",
            "contract",
            "[작가 변경] {{couple}} 님: {{answer}}",
            "{{promised}} → {{proposed}}\n\n{{signer}} 님의 답: {{answer}}\n{{reason}}\n\n{{link}}",
            "프로젝트 보기",
            ["couple", "signer", "promised", "proposed", "answer", "reason", "link"]
        ),
        new(
            "photographer_answered.en",
            "contract",
            "[Photographer] {{couple}}: {{answer}}",
            "{{promised}} → {{proposed}}\n\n{{signer}} says: {{answer}}\n{{reason}}\n\n{{link}}",
            "See the project",
            ["couple", "signer", "promised", "proposed", "answer", "reason", "link"]
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
            "{{couple}} 님, 기다리셨죠? 사진이 준비됐어요.\n\n아래 링크에서 {{count}}장을 골라 주세요. 휴대전화에서도 편하게 고르실 수 있고, 고르던 자리부터 이어집니다.\n\n{{link}}\n\n{{deadline}}까지 골라 주시면 바로 보정을 시작할게요.{{pin}}\n\n{{studio}} 드림",
            "사진 고르기",
            ["couple", "studio", "count", "deadline", "link", "pin"]
        ),
        new(
            "proof_ready.en",
            "proof",
            "[{{studio}}] Your photos are ready to pick",
            "Hello {{couple}},\n\nYour photos are here. Please pick {{count}} of them:\n\n{{link}}\n\nIt works on your phone and goes on where you stopped. Please pick by {{deadline}}, and we start retouching at once.{{pin}}\n\n{{studio}}",
            "Pick photos",
            ["couple", "studio", "count", "deadline", "link", "pin"]
        ),
        new(
            "proof_reminder.ko",
            "proof",
            "[{{studio}}] 사진 고르기가 {{deadline}}에 마감돼요",
            "{{couple}} 님, 사진 고르기가 곧 마감돼요.\n\n지금까지 {{count}}장을 고르셨어요. {{deadline}}까지 아래 링크에서 마저 고르고 제출해 주세요.\n\n{{link}}\n\n시간이 더 필요하면 편하게 알려 주세요.{{pin}}\n\n{{studio}} 드림",
            "이어서 고르기",
            ["couple", "studio", "count", "deadline", "link", "pin"]
        ),
        new(
            "proof_reminder.en",
            "proof",
            "[{{studio}}] Picking your photos ends on {{deadline}}",
            "Hello {{couple}},\n\nPicking ends soon. So far you have picked {{count}}. Please finish and submit by {{deadline}}:\n\n{{link}}\n\nIf you need more time, just tell us.{{pin}}\n\n{{studio}}",
            "Go on picking",
            ["couple", "studio", "count", "deadline", "link", "pin"]
        ),
        new(
            "proof_extended.ko",
            "proof",
            "[{{studio}}] 사진 고르실 시간을 {{deadline}}까지 늘려 드렸어요",
            "{{couple}} 님, 사진을 {{deadline}}까지 고르실 수 있어요.\n\n지금까지 {{count}}장을 고르셨고, 고르신 사진은 그대로 있어요. 아래 링크에서 이어서 고르고 제출해 주세요.\n\n{{link}}{{pin}}\n\n{{studio}} 드림",
            "이어서 고르기",
            ["couple", "studio", "count", "deadline", "link", "pin"]
        ),
        new(
            "proof_extended.en",
            "proof",
            "[{{studio}}] You have until {{deadline}} to pick your photos",
            "Hello {{couple}},\n\nYou can pick your photos until {{deadline}}. So far you have picked {{count}}, and they are as you left them. Please go on and submit here:\n\n{{link}}{{pin}}\n\n{{studio}}",
            "Go on picking",
            ["couple", "studio", "count", "deadline", "link", "pin"]
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
            "review_ready.ko",
            "proof",
            "[{{studio}}] 보정이 끝났어요. 확인해 주세요",
            "{{couple}} 님, 사진 {{count}}장의 보정을 마쳤어요.\n\n아래 링크에서 한 장씩 확정하거나, 바꾸고 싶은 곳을 사진 위에 표시해 주세요.\n\n{{link}}\n\n{{deadline}}까지 답이 없으면 확정된 것으로 볼게요.\n\n{{studio}} 드림",
            "보정본 확인하기",
            ["couple", "studio", "count", "deadline", "link"]
        ),
        new(
            "review_ready.en",
            "proof",
            "[{{studio}}] Your finished photos are ready",
            "Hello {{couple}},\n\nWe have finished {{count}} photos. Please approve them, or mark on the picture what you would like to have changed:\n\n{{link}}\n\nWithout an answer by {{deadline}} they count as approved.\n\n{{studio}}",
            "See the photos",
            ["couple", "studio", "count", "deadline", "link"]
        ),
        new(
            "album_proof_ready.ko",
            "album",
            "[{{studio}}] {{title}} {{round}}차 시안을 확인해 주세요",
            "{{couple}} 님, {{title}} {{round}}차 시안이 준비됐어요.\n\n한 장씩 보시고 바꾸고 싶은 곳에 메모를 남기거나, 마음에 드시면 확정해 주세요.\n\n{{link}}\n\n{{deadline}}까지 답해 주시면 일정에 맞춰 만들 수 있어요. 확정한 뒤에는 바꿀 수 없어요.\n\n{{studio}} 드림",
            "시안 보기",
            ["couple", "studio", "title", "round", "count", "deadline", "link"]
        ),
        new(
            "album_proof_ready.en",
            "album",
            "[{{studio}}] {{title}}: please look at round {{round}}",
            "Hello {{couple}},\n\nThe spreads of {{title}} (round {{round}}) are ready. Leave a note where something should change, or approve them:\n\n{{link}}\n\nWith your answer by {{deadline}} we can keep to the schedule. Once approved, nothing can be changed.\n\n{{studio}}",
            "See the spreads",
            ["couple", "studio", "title", "round", "count", "deadline", "link"]
        ),
        new(
            "album_proof_reminder.ko",
            "album",
            "[{{studio}}] {{title}} 시안, 아직 답을 기다리고 있어요",
            "{{couple}} 님, {{title}} {{round}}차 시안에 대한 답을 기다리고 있어요.\n\n{{deadline}}까지 답해 주시면 일정에 맞춰 만들 수 있어요.\n\n{{link}}\n\n{{studio}} 드림",
            "시안 보기",
            ["couple", "studio", "title", "round", "count", "deadline", "link"]
        ),
        new(
            "album_proof_reminder.en",
            "album",
            "[{{studio}}] {{title}}: we are waiting for your answer",
            "Hello {{couple}},\n\nWe are waiting for your answer to round {{round}} of {{title}}. With it by {{deadline}} we can keep to the schedule.\n\n{{link}}\n\n{{studio}}",
            "See the spreads",
            ["couple", "studio", "title", "round", "count", "deadline", "link"]
        ),
        new(
            "album_approved.ko",
            "album",
            "[{{studio}}] {{title}} 시안이 확정됐어요",
            "{{couple}} 님, {{title}} 시안이 확정됐어요. 이대로 제작에 들어갑니다.\n\n{{what}}\n\n진행 상황은 아래에서 보실 수 있어요.\n\n{{link}}\n\n{{studio}} 드림",
            "진행 상황 보기",
            ["couple", "studio", "title", "what", "link"]
        ),
        new(
            "album_approved.en",
            "album",
            "[{{studio}}] {{title}} is approved",
            "Hello {{couple}},\n\n{{title}} is approved and goes to the lab as it is.\n\n{{what}}\n\nYou can see how far it is here:\n\n{{link}}\n\n{{studio}}",
            "See how far it is",
            ["couple", "studio", "title", "what", "link"]
        ),
        new(
            "album_answered.ko",
            "album",
            "[앨범 시안] {{couple}} · {{title}}",
            "{{couple}}: {{person}} 님이 {{answer}}\n\n{{link}}",
            "앨범 열기",
            ["couple", "studio", "title", "person", "answer", "link"]
        ),
        new(
            "album_answered.en",
            "album",
            "[Album] {{couple}} · {{title}}",
            "{{person}} of {{couple}} answered: {{answer}}\n\n{{link}}",
            "Open the album",
            ["couple", "studio", "title", "person", "answer", "link"]
        ),
        new(
            "review_answered.ko",
            "proof",
            "[보정본 답변] {{couple}}: 확정 {{approved}}장, 수정 요청 {{changes}}장",
            "{{couple}} 고객이 {{number}}차 보정본에 답했습니다.\n\n확정 {{approved}}장 · 수정 요청 {{changes}}장\n{{what}}\n\n{{link}}",
            "보정 작업 열기",
            ["couple", "studio", "number", "approved", "changes", "what", "link"]
        ),
        new(
            "review_answered.en",
            "proof",
            "[Answer] {{couple}}: {{approved}} approved, {{changes}} to change",
            "{{couple}} answered round {{number}}.\n\n{{approved}} approved, {{changes}} to change\n{{what}}\n\n{{link}}",
            "Open the job",
            ["couple", "studio", "number", "approved", "changes", "what", "link"]
        ),
        new(
            "review_reminder.ko",
            "proof",
            "[{{studio}}] 보정본 확인이 {{deadline}}에 마감돼요",
            "{{couple}} 님, 보내 드린 보정본 {{count}}장을 아직 확인하고 계신가요?\n\n{{deadline}}까지 아래 링크에서 확정하거나, 바꾸고 싶은 곳을 사진 위에 표시해 주세요. 그때까지 말씀이 없으면 확정된 것으로 볼게요.\n\n{{link}}\n\n시간이 더 필요하면 편하게 알려 주세요.\n\n{{studio}} 드림",
            "보정본 확인하기",
            ["couple", "studio", "count", "deadline", "link"]
        ),
        new(
            "review_reminder.en",
            "proof",
            "[{{studio}}] Your finished photos: please answer by {{deadline}}",
            "Hello {{couple}},\n\nWe sent you {{count}} finished photos to look at. Please approve them, or mark what should change, by {{deadline}}. What we hear nothing of by then counts as approved.\n\n{{link}}\n\nIf you need more time, just tell us.\n\n{{studio}}",
            "See the photos",
            ["couple", "studio", "count", "deadline", "link"]
        ),
        new(
            "round_by_phone.ko",
            "proof",
            "[재수정 기록] {{couple}}: 전화로 요청한 {{number}}번째 재수정",
            "{{couple}} 고객이 전화로 요청한 재수정이 기록됐습니다. 이번이 {{number}}번째이고 계약에는 {{included}}회가 들어 있습니다.\n\n{{what}}\n\n{{link}}",
            "보정 작업 열기",
            ["couple", "studio", "number", "included", "what", "link"]
        ),
        new(
            "round_by_phone.en",
            "proof",
            "[Changes] {{couple}}: round {{number}} asked for by phone",
            "Changes that {{couple}} asked for by phone were written down: round {{number}}, and the contract includes {{included}}.\n\n{{what}}\n\n{{link}}",
            "Open the job",
            ["couple", "studio", "number", "included", "what", "link"]
        ),
        new(
            "review_unheard.ko",
            "proof",
            "[보정본 미확인] {{couple}}: 아무도 열어 보지 않았습니다",
            "{{couple}} 고객이 {{number}}차 보정본 {{count}}장의 확인 링크를 기한까지 한 번도 열지 않았습니다.\n\n확정으로 처리하지 않았습니다. 연락해 보시고, 기한을 늘리거나 새 링크를 주세요.\n\n{{link}}",
            "보정 작업 열기",
            ["couple", "studio", "number", "count", "link"]
        ),
        new(
            "review_unheard.en",
            "proof",
            "[Not opened] {{couple}}: nobody has seen the finished photos",
            "{{couple}} never opened round {{number}} with {{count}} finished photos before its last day.\n\nNothing was approved. Please call them, and give more time or a new link.\n\n{{link}}",
            "Open the job",
            ["couple", "studio", "number", "count", "link"]
        ),
        new(
            "review_done.ko",
            "proof",
            "[{{studio}}] 요청하신 수정을 모두 마쳤어요",
            "{{couple}} 님, 말씀하신 사진 {{count}}장을 모두 살펴봤어요.\n\n어떻게 바뀌었는지, 어려운 부분은 왜 그런지 아래 링크에서 보실 수 있어요.\n\n{{link}}\n\n{{studio}} 드림",
            "답변 보기",
            ["couple", "studio", "count", "link"]
        ),
        new(
            "review_done.en",
            "proof",
            "[{{studio}}] We have answered all your wishes",
            "Hello {{couple}},\n\nWe have gone through the {{count}} photos you asked us to change. See what was done, and where something was not possible, why:\n\n{{link}}\n\n{{studio}}",
            "See the answers",
            ["couple", "studio", "count", "link"]
        ),
        new(
            "review_closed.ko",
            "proof",
            "[{{studio}}] 보내 드린 보정본을 조금 더 손볼게요",
            "{{couple}} 님, 보내 드린 보정본을 조금 더 손보려고 확인 요청을 잠시 거뒀어요. 지금은 답하지 않으셔도 돼요.\n\n준비되는 대로 다시 보내 드릴게요.\n\n{{studio}} 드림",
            null,
            ["couple", "studio", "count", "link"]
        ),
        new(
            "review_closed.en",
            "proof",
            "[{{studio}}] We are still working on your photos",
            "Hello {{couple}},\n\nWe took back the photos we sent you to look at, because we want to work on them a little more. You need not answer now.\n\nWe will send them again as soon as they are ready.\n\n{{studio}}",
            null,
            ["couple", "studio", "count", "link"]
        ),
        new(
            "delivery_ready.ko",
            "delivery",
            "[{{studio}}] {{title}} 준비가 끝났어요",
            "{{couple}} 님, 오래 기다리셨어요. {{title}} 준비가 끝났습니다.\n\n{{what}}\n\n{{link}}\n\n소중한 사진이니 받으신 뒤에는 다른 곳에도 한 벌 더 보관해 주세요.\n\n{{studio}} 드림",
            "전달 페이지 열기",
            ["couple", "studio", "title", "deadline", "what", "link"]
        ),
        new(
            "delivery_ready.en",
            "delivery",
            "[{{studio}}] {{title}} is ready for you",
            "Hello {{couple}},\n\n{{title}} is ready.\n\n{{what}}\n\n{{link}}\n\nPlease keep a second copy in another place once you have it.\n\n{{studio}}",
            "Open the page",
            ["couple", "studio", "title", "deadline", "what", "link"]
        ),
        new(
            "delivery_shipped.ko",
            "delivery",
            "[{{studio}}] {{title}} 발송했어요",
            "{{couple}} 님, {{title}} 발송을 마쳤습니다.\n\n{{what}}\n\n받으신 뒤 아래 페이지에서 받았다고 눌러 주시면 저희도 마음이 놓여요.\n\n{{link}}\n\n{{studio}} 드림",
            "배송 확인하기",
            ["couple", "studio", "title", "deadline", "what", "link"]
        ),
        new(
            "delivery_shipped.en",
            "delivery",
            "[{{studio}}] {{title}} is on its way",
            "Hello {{couple}},\n\n{{title}} is on its way.\n\n{{what}}\n\nOnce you have it, please say so here:\n\n{{link}}\n\n{{studio}}",
            "See the parcel",
            ["couple", "studio", "title", "deadline", "what", "link"]
        ),
        new(
            "delivery_expires.ko",
            "delivery",
            "[{{studio}}] {{title}}, {{deadline}}까지 받으실 수 있어요",
            "{{person}} 님, {{title}} 파일을 아직 다 받지 않으셨어요.\n\n{{what}}\n\n{{link}}\n\n시간이 더 필요하시면 같은 페이지에서 연장을 요청하실 수 있어요.\n\n{{studio}} 드림",
            "전달 페이지 열기",
            ["couple", "person", "studio", "title", "deadline", "what", "link"]
        ),
        new(
            "delivery_expires.en",
            "delivery",
            "[{{studio}}] {{title}} can be fetched until {{deadline}}",
            "Hello {{person}},\n\nYou have not fetched everything of {{title}} yet.\n\n{{what}}\n\n{{link}}\n\nIf you need more time, ask for it on the same page.\n\n{{studio}}",
            "Open the page",
            ["couple", "person", "studio", "title", "deadline", "what", "link"]
        ),
        new(
            "delivery_extended.ko",
            "delivery",
            "[{{studio}}] {{title}} 기간을 늘려 드렸어요",
            "{{couple}} 님, {{title}} 파일을 {{deadline}}까지 받으실 수 있어요.\n\n{{what}}\n\n{{link}}\n\n{{studio}} 드림",
            "지금 받기",
            ["couple", "studio", "title", "deadline", "what", "link"]
        ),
        new(
            "delivery_extended.en",
            "delivery",
            "[{{studio}}] You have more time for {{title}}",
            "Hello {{couple}},\n\nYou can fetch {{title}} until {{deadline}}.\n\n{{what}}\n\n{{link}}\n\n{{studio}}",
            "Fetch it now",
            ["couple", "studio", "title", "deadline", "what", "link"]
        ),
        new(
            "delivery_extension_asked.ko",
            "delivery",
            "[연장 요청] {{couple}} · {{title}}",
            "{{couple}}: {{person}} 님이 {{title}} 다운로드 기간 연장을 요청했습니다.\n\n지금 기한: {{deadline}}\n\n{{link}}",
            "프로젝트 열기",
            ["couple", "studio", "title", "person", "deadline", "link"]
        ),
        new(
            "delivery_extension_asked.en",
            "delivery",
            "[More time] {{couple}} · {{title}}",
            "{{person}} of {{couple}} asks for more time for {{title}}.\n\nIt ends on {{deadline}} now.\n\n{{link}}",
            "Open the project",
            ["couple", "studio", "title", "person", "deadline", "link"]
        ),
        new(
            "leave_requested.ko",
            "team",
            "[휴가 신청] {{person}} · {{days}}",
            "{{person}} 작가가 휴가를 신청했습니다.\n\n기간: {{days}}\n종류: {{kind}}\n사유: {{reason}}\n\n{{link}}",
            "신청 보기",
            ["studio", "person", "days", "kind", "reason", "link"]
        ),
        new(
            "leave_requested.en",
            "team",
            "[Leave] {{person}} · {{days}}",
            "{{person}} asks for leave.\n\nWhen: {{days}}\nWhat for: {{kind}}\nReason: {{reason}}\n\n{{link}}",
            "See the request",
            ["studio", "person", "days", "kind", "reason", "link"]
        ),
        new(
            "leave_answered.ko",
            "team",
            "[휴가 {{answer}}] {{person}} · {{days}}",
            "{{person}} 작가의 휴가 신청 결과입니다.\n\n기간: {{days}}\n결과: {{answer}}\n메모: {{note}}\n\n{{link}}",
            "휴가 보기",
            ["studio", "person", "days", "answer", "note", "link"]
        ),
        new(
            "leave_answered.en",
            "team",
            "[Leave: {{answer}}] {{person}} · {{days}}",
            "{{person}}'s request for leave was answered.\n\nWhen: {{days}}\nAnswer: {{answer}}\nNote: {{note}}\n\n{{link}}",
            "See the leave",
            ["studio", "person", "days", "answer", "note", "link"]
        ),
        new(
            "crew_booked.ko",
            "team",
            "[촬영 배정] {{when}} · {{couple}}",
            "촬영에 배정되었습니다. 갈 수 있는지 답해 주세요.\n\n촬영: {{type}} · {{couple}}\n시간: {{when}}\n장소: {{place}}\n\n{{link}}",
            "촬영 시트 보기",
            ["studio", "couple", "type", "when", "place", "link"]
        ),
        new(
            "crew_booked.en",
            "team",
            "[New shoot] {{when}} · {{couple}}",
            "You were booked for a shoot. Please say whether you can come.\n\nShoot: {{type}} · {{couple}}\nWhen: {{when}}\nWhere: {{place}}\n\n{{link}}",
            "See the day sheet",
            ["studio", "couple", "type", "when", "place", "link"]
        ),
        new(
            "crew_moved.ko",
            "team",
            "[촬영 변경] {{when}} · {{couple}}",
            "촬영 시간이나 장소가 바뀌었습니다. 갈 수 있는지 다시 확인해 주세요.\n\n촬영: {{type}} · {{couple}}\n이전: {{before}}\n지금: {{when}}\n장소: {{place}}\n\n{{link}}",
            "촬영 시트 보기",
            ["studio", "couple", "type", "before", "when", "place", "link"]
        ),
        new(
            "crew_moved.en",
            "team",
            "[Shoot changed] {{when}} · {{couple}}",
            "The time or the place of your shoot was changed. Please check whether you can still come.\n\nShoot: {{type}} · {{couple}}\nBefore: {{before}}\nNow: {{when}}\nWhere: {{place}}\n\n{{link}}",
            "See the day sheet",
            ["studio", "couple", "type", "before", "when", "place", "link"]
        ),
        new(
            "crew_freed.ko",
            "team",
            "[촬영 해제] {{before}} · {{couple}}",
            "이 촬영에는 오지 않으셔도 됩니다. 촬영이 취소되었거나 담당이 바뀌었습니다.\n\n촬영: {{type}} · {{couple}}\n시간: {{before}}\n사유: {{reason}}\n\n{{link}}",
            "내 일정 보기",
            ["studio", "couple", "type", "before", "reason", "link"]
        ),
        new(
            "crew_freed.en",
            "team",
            "[Shoot off] {{before}} · {{couple}}",
            "You need not come to this shoot: it was called off, or somebody else takes it.\n\nShoot: {{type}} · {{couple}}\nWhen: {{before}}\nReason: {{reason}}\n\n{{link}}",
            "See my days",
            ["studio", "couple", "type", "before", "reason", "link"]
        ),
        new(
            "swap_asked.ko",
            "team",
            "[촬영 교대 요청] {{person}} · {{when}}",
            "{{person}} 작가가 촬영을 대신해 달라고 부탁했습니다. 할 수 있는지 답해 주세요.\n\n커플: {{couple}}\n시간: {{when}}\n사유: {{reason}}\n\n{{link}}",
            "교대 보기",
            ["studio", "person", "couple", "when", "reason", "link"]
        ),
        new(
            "swap_asked.en",
            "team",
            "[Swap asked] {{person}} · {{when}}",
            "{{person}} asks you to take a shoot. Please say whether you can.\n\nCouple: {{couple}}\nWhen: {{when}}\nReason: {{reason}}\n\n{{link}}",
            "See the swap",
            ["studio", "person", "couple", "when", "reason", "link"]
        ),
        new(
            "crew_declined.ko",
            "team",
            "[촬영 불가] {{person}} · {{couple}}",
            "{{person}} 작가가 촬영을 맡을 수 없다고 답했습니다.\n\n커플: {{couple}}\n시간: {{when}}\n사유: {{reason}}\n\n{{link}}",
            "촬영 보기",
            ["studio", "person", "couple", "when", "reason", "link"]
        ),
        new(
            "crew_declined.en",
            "team",
            "[Can't come] {{person}} · {{couple}}",
            "{{person}} can't take a shoot.\n\nCouple: {{couple}}\nWhen: {{when}}\nReason: {{reason}}\n\n{{link}}",
            "See the shoot",
            ["studio", "person", "couple", "when", "reason", "link"]
        ),
        new(
            "swap_accepted.ko",
            "team",
            "[촬영 교대] {{person}} → {{colleague}}",
            "{{colleague}} 작가가 {{person}} 작가 대신 촬영하겠다고 했습니다. 승인해 주세요.\n\n커플: {{couple}}\n시간: {{when}}\n\n{{link}}",
            "교대 보기",
            ["studio", "person", "colleague", "couple", "when", "link"]
        ),
        new(
            "swap_accepted.en",
            "team",
            "[Swap] {{person}} → {{colleague}}",
            "{{colleague}} takes a shoot for {{person}}. It waits for your answer.\n\nCouple: {{couple}}\nWhen: {{when}}\n\n{{link}}",
            "See the swap",
            ["studio", "person", "colleague", "couple", "when", "link"]
        ),
        new(
            "swap_decided.ko",
            "team",
            "[촬영 교대 {{answer}}] {{couple}}",
            "{{person}} → {{colleague}} 촬영 교대: {{answer}}\n\n커플: {{couple}}\n시간: {{when}}\n\n{{link}}",
            "교대 보기",
            ["studio", "person", "colleague", "couple", "when", "answer", "link"]
        ),
        new(
            "swap_decided.en",
            "team",
            "[Swap: {{answer}}] {{couple}}",
            "{{person}} → {{colleague}}: {{answer}}\n\nCouple: {{couple}}\nWhen: {{when}}\n\n{{link}}",
            "See the swap",
            ["studio", "person", "colleague", "couple", "when", "answer", "link"]
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
        All.Select(t => new EmailTemplate(
            t.Name,
            t.Subject,
            IsMessage(t) ? "" : Html(t),
            t.Body,
            JsonSerializer.Serialize(t.Variables),
            t.Category,
            now
        ));

    // A message is its text: no subject, no page, short enough for one SMS where no link stands in it.
    private static bool IsMessage(Text text) => text.Name.Contains(".sms.", StringComparison.Ordinal);

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
