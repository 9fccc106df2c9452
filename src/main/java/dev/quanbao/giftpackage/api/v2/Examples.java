package dev.quanbao.giftpackage.api.v2;

/** Bodies that the API description shows; all can be sent as they are to the demo. */
final class Examples {

  private Examples() {}

  static final String CREATE =
      """
      {
        "TicketPackageName": "新人礼包",
        "TicketPackageAliasCodeType": 2,
        "TicketPackageAlias": "新人",
        "UseChannels": ["七煌"],
        "CreateUserId": "op001",
        "CreateCompanyId": "x1111111111",
        "TicketPackageRule": {
          "ReceiveStartTime": "2026-01-01",
          "ReceiveEndTime": "2035-12-31",
          "TotalCountLimit": 5,
          "PersonalCountLimit": 2
        },
        "Tickets": [
          {
            "TicketName": "打车立减5元",
            "TicketType": 1,
            "TicketAmount": 500,
            "Count": 2,
            "TicketRule": {
              "UseEndTime": "2035-12-31",
              "DelayDay": 30,
              "ProductKinds": ["打车"],
              "OrderAmount": 1000
            }
          }
        ]
      }
      """;

  static final String UPDATE =
      """
      {
        "TicketPackageId": "2c2aacf0a7e54b34ab18b64e1a14f4a4",
        "OperatorId": "op001",
        "TicketPackageAlias": "新人",
        "TicketPackageRule": {"ReceiveEndTime": "2035-12-31"}
      }
      """;

  static final String START_REVIEW =
      """
      {
        "TicketPackageId": "2c2aacf0a7e54b34ab18b64e1a14f4a4",
        "SendStatus": 2,
        "OperatorId": "op001",
        "ExaminerId": "op002"
      }
      """;

  static final String DECLARE_EXPIRED =
      """
      {
        "TicketPackageId": "2c2aacf0a7e54b34ab18b64e1a14f4a4",
        "UseStatus": 2,
        "OperatorId": "op001"
      }
      """;

  static final String DELETE =
      """
      {
        "TicketPackageId": "2c2aacf0a7e54b34ab18b64e1a14f4a4",
        "OperatorId": "op001"
      }
      """;

  static final String GET =
      """
      {"TicketPackageId": "1bfb390cc3144de3b45c662047693f8e"}
      """;

  static final String LIST =
      """
      {"CompanyId": "x1111111111", "PageNo": 1, "PageSize": 20}
      """;

  static final String ALIAS_CODE =
      """
      {"TicketPackageAliasCode": "VIP-2026"}
      """;
}
